#include "properties/dependence.hpp"

#include <algorithm>
#include <cstddef>

#include "checker/step/formula_queries.hpp"
#include "properties/projections.hpp"

namespace pagerace::properties {

using checker::Word;
using system::Clause;
using system::FormulaKind;

namespace {

/// More combinations of values of atoms under `equivalent` are not tried.
constexpr std::size_t kMostMixed = 8;

constexpr std::uint64_t kStatesBetweenChecks = 256;

/// Replaces the atoms by the values that make the formula hardest to fulfil. Under `equivalent` that may be either
/// value: `combination` has a bit for each of these.
void strengthen(FormulaParts& parts, const std::vector<std::uint32_t>& atoms, std::size_t combination) {
  for (const std::uint32_t atom : atoms) {
    const Polarity polarity = parts.polarity(atom);
    bool value = polarity == Polarity::Negative;
    if (polarity == Polarity::Mixed) {
      value = (combination & 1) != 0;
      combination >>= 1;
    }
    parts.replace(atom, value);
  }
}

/// The number of combinations that strengthen() knows for the atoms; none if there are too many.
std::optional<std::size_t> combinations(const FormulaParts& parts, const std::vector<std::uint32_t>& atoms) {
  const auto is_mixed = [&](std::uint32_t atom) { return parts.polarity(atom) == Polarity::Mixed; };
  const auto mixed = static_cast<std::size_t>(std::count_if(atoms.begin(), atoms.end(), is_mixed));
  if (mixed > kMostMixed) return std::nullopt;
  return std::size_t{1} << mixed;
}

bool holds_in_all_combinations(FormulaParts& parts, const std::vector<std::uint32_t>& atoms, checker::Moment moment) {
  const auto all = combinations(parts, atoms);
  if (!all) return false;
  for (std::size_t i = 0; i < *all; ++i) {
    strengthen(parts, atoms, i);
    if (!parts.holds(moment)) return false;
  }
  return true;
}

}  // namespace

/// A ghost counts as written if a probe that may store to it has run: the probe saw, and had nothing to note.
Dependences::Dependences(const system::TransitionSystem& system, const checker::Coverage& coverage,
                         const checker::LevelLog& log, bool met_end, const checker::Limits& limits)
    : system_(system), log_(log), met_end_(met_end), limits_(limits), interpreter_(system), written_(coverage.written) {
  interpreter_.interrupt_when([this] { return limits_.met(0).has_value(); });
  written_.resize(system.cells.size());
  std::vector<bool> seen(system.groups.size());
  for (const system::Property& property : system.properties) {
    for (const system::ProbeRun& probe : property.probe_runs) {
      if (coverage.failures[probe.failure] == 0) continue;
      for (const std::uint32_t group : probe.groups) seen[group] = true;
    }
  }
  for (std::size_t cell = 0; cell < written_.size(); ++cell) {
    const system::CellInfo& info = system.cells[cell];
    if (info.type != nullptr && info.is_ghost && seen[info.group]) written_[cell] = 1;
  }
}

template <class F>
void Dependences::each_start(F&& f) const {
  if (log_.levels() == 0) return;
  const std::uint32_t words = log_.words();
  log_.for_each(0, [&](const Word* states, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) f(states + i * words);
  });
}

std::vector<Dependences::Atom> Dependences::atoms_of(FormulaParts& parts) const {
  std::vector<Atom> atoms;
  for (const std::uint32_t part : parts.atoms()) {
    checker::Footprint footprint(static_cast<std::uint32_t>(system_.cells.size()));
    each_start([&](const Word* state) { parts.read(part, state, footprint); });
    Atom atom{part};
    for (std::size_t cell = 0; cell < written_.size(); ++cell) {
      if ((footprint.reads()[cell / 64] >> cell % 64 & 1) == 0) continue;
      const system::CellInfo& info = system_.cells[cell];
      atom.reads_nothing = false;
      atom.is_written = atom.is_written || written_[cell] != 0;
      atom.is_prevented = atom.is_prevented || (!info.is_ghost && system_.groups[info.group].written);
    }
    atoms.push_back(atom);
  }
  return atoms;
}

/// Whether the formula holds whatever the atoms are that something was written to: from every start, or for `reachable`
/// from some.
bool Dependences::decides(const Clause& clause, FormulaParts& parts, const std::vector<Atom>& atoms,
                          std::optional<std::uint32_t> only) const {
  std::vector<std::uint32_t> written;
  for (const Atom& atom : atoms)
    if (atom.is_written) written.push_back(atom.part);
  bool in_all = true, in_some = false;
  each_start([&](const Word* state) {
    parts.restore();
    if (only) parts.leave_only(*only);
    const bool holds = holds_in_all_combinations(parts, written, state);
    in_all = in_all && holds;
    in_some = in_some || holds;
  });
  return clause.kind == FormulaKind::Reachable ? in_some : in_all && in_some;
}

bool Dependences::holds_without(const Clause& clause, FormulaParts& parts, const Atom& atom) const {
  return decides(clause, parts, {{atom.part, false, true, false}}, std::nullopt);
}

/// What a clause says of things that were never written cannot fail, if nothing else of it can. If something that it
/// speaks of did change, and the rest would have if the program had let it, it is the program that keeps it.
Dependence Dependences::settled(const system::Property& property) {
  Dependence found;
  for (const Clause& clause : property.clauses) {
    FormulaParts parts(clause.formula, interpreter_);
    const std::vector<Atom> atoms = atoms_of(parts);
    const auto any = [&](auto&& is) { return std::any_of(atoms.begin(), atoms.end(), is); };
    if (!any([](const Atom& atom) { return !atom.reads_nothing; })) continue;
    if (!any([](const Atom& atom) { return atom.is_written; })) {
      // It is what it was at the start. If the program has code to change that, it could fail: some execution came to
      // its end and did not run that code, or each atom is needed.
      const bool could_change = any([](const Atom& atom) { return atom.is_prevented; });
      const auto is_superfluous = [&](const Atom& atom) {
        return atoms.size() > 1 && holds_without(clause, parts, atom);
      };
      if (could_change && (met_end_ || !any(is_superfluous))) continue;
      for (const Atom& atom : atoms)
        if (!atom.reads_nothing) found.settled.push_back(parts.span(atom.part));
      continue;
    }
    for (const Atom& written : atoms) {
      if (!written.is_written) continue;
      std::optional<std::uint32_t> only = written.part;
      if (clause.kind == FormulaKind::Reachable) only.reset();
      if (!decides(clause, parts, atoms, only)) continue;
      const auto decides_it = [&](const Atom& atom) { return !atom.is_written && !parts.is_replaced(atom.part); };
      if (any([&](const Atom& atom) { return decides_it(atom) && atom.is_prevented; })) continue;
      for (const Atom& atom : atoms)
        if (decides_it(atom)) found.settled.push_back(parts.span(atom.part));
    }
  }
  return found;
}

namespace {

/// A clause without one of its atoms, as long as nothing speaks against it.
struct Candidate {
  FormulaParts parts;
  std::uint32_t atom = 0;
  bool holds = false;
};

/// A clause, what it could do without, and the states that look new to it.
class Weakenings {
 public:
  Weakenings(const system::TransitionSystem& system, const Clause& clause, checker::Interpreter& interpreter)
      : clause_(clause),
        interpreter_(interpreter),
        of_steps_(checker::reads_next(clause.formula.predicate)),
        seen_(system, clause.formula.predicate) {
    const FormulaParts parts(clause.formula, interpreter_);
    if (parts.atoms().size() < 2) return;
    for (const std::uint32_t atom : parts.atoms()) all_.push_back({parts, atom, !is_reachable()});
  }

  bool is_open() const {
    return std::any_of(all_.begin(), all_.end(), [&](const Candidate& one) { return is_open(one); });
  }

  void see(const Word* state) {
    if (of_steps_) return see_steps(state);
    if (clause_.kind == FormulaKind::AtEnd && !interpreter_.all_done(state)) return;
    if (seen_.is_new(state)) look_at(state);
  }

  void add_to(std::vector<system::Span>& found) const {
    for (const Candidate& one : all_)
      if (one.holds) found.push_back(one.parts.span(one.atom));
  }

 private:
  bool is_reachable() const { return clause_.kind == FormulaKind::Reachable; }
  bool is_open(const Candidate& one) const { return one.holds != is_reachable(); }

  /// Looks at the state with each that comes after it.
  void see_steps(const Word* state) {
    bool moves = false, fails = false;
    interpreter_.successors(state, [&](const checker::Transition& step) {
      moves = true;
      fails = fails || step.failure != checker::kNoFailure;
      if (step.failure == checker::kNoFailure) look_at({state, step.state});
    });
    if (!moves || fails) look_at(state);
  }

  void look_at(checker::Moment moment) {
    for (Candidate& one : all_)
      if (is_open(one)) one.holds = holds_in_all_combinations(one.parts, {one.atom}, moment);
  }

  const Clause& clause_;
  checker::Interpreter& interpreter_;
  const bool of_steps_;
  Projections seen_;
  std::vector<Candidate> all_;
};

}  // namespace

void Dependences::find_also_without(const system::Property& property, Dependence& dependence) {
  std::vector<Weakenings> all;
  for (const Clause& clause : property.clauses) all.emplace_back(system_, clause, interpreter_);
  const std::uint32_t words = log_.words();
  const auto is_open = [](const Weakenings& one) { return one.is_open(); };
  try {
    for (std::size_t depth = 0; depth < log_.levels(); ++depth) {
      if (std::none_of(all.begin(), all.end(), is_open)) break;
      log_.for_each(depth, [&](const Word* states, std::uint64_t count) {
        for (std::uint64_t i = 0; i < count && std::any_of(all.begin(), all.end(), is_open); ++i) {
          if (i % kStatesBetweenChecks == 0) limits_.check();
          for (Weakenings& one : all)
            if (one.is_open()) one.see(states + i * words);
        }
      });
    }
  } catch (const checker::Stopped&) {
    return;
  } catch (const checker::Interrupted&) {
    return;
  }
  for (const Weakenings& one : all) one.add_to(dependence.also_without);
}

}  // namespace pagerace::properties
