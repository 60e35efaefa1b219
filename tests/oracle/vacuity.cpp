#include "tests/oracle/vacuity.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "tests/oracle/clauses.hpp"
#include "tests/oracle/stores.hpp"

namespace pagerace::oracle {

namespace {

using semantics::ExprKind;
using semantics::Formula;
using system::FormulaKind;

struct Atom {
  bool reads = false, is_written = false;
  bool is_prevented = false;  ///< the program's text has a store to what it reads
};

/// A formula, clause by clause.
class FormulaVacuity {
 public:
  FormulaVacuity(const Formula& formula, const Program& program, const Layout& layout, Walker& walker, const Seen& seen,
                 const std::set<Value>& written)
      : formula_(formula), seen_(seen), walker_(walker), clauses_(clauses_of(*formula.expr, walker)) {
    if (clauses_) find_atoms(stores_in_text(program, layout), written);
  }

  Vacuity judge() {
    if (formula_.kind == FormulaKind::AtEnd && seen_.ends.empty()) return Vacuity::CouldNot;
    if (has_idle_imply()) return Vacuity::CouldNot;
    if (!clauses_ || is_undefined_) return Vacuity::Unclear;
    const bool at_least = is_settled(true), at_most = is_settled(false);
    if (at_least != at_most || (!at_least && is_about_steps_)) return Vacuity::Unclear;
    return at_least ? Vacuity::CouldNot : Vacuity::CouldFail;
  }

 private:
  void find_atoms(const std::set<Value>& text, const std::set<Value>& written) {
    for (const Disjunction& clause : *clauses_) {
      for (const Literal& literal : clause) {
        Atom& atom = atoms_[literal.atom];
        for (const auto& start : seen_.starts) {
          const Evaluated found = walker_.evaluated(*literal.atom, start, literal.bound);
          is_undefined_ = is_undefined_ || !found.value;
          for (const Value slot : found.reads) {
            atom.reads = true;
            atom.is_written = atom.is_written || written.contains(slot);
            atom.is_prevented = atom.is_prevented || text.contains(slot);
          }
        }
      }
    }
  }

  /// Whether some `imply` has a left side that is never true while what is around it makes it matter.
  bool has_idle_imply() {
    std::set<const Expr*> all, met;
    find_implies(*formula_.expr, all);
    for (const auto& memory : seen_.all) {
      if (met.size() == all.size()) break;
      meet(*formula_.expr, memory, {}, met);
    }
    return met.size() != all.size();
  }
  /// Those that speak of states.
  void find_implies(const Expr& whole, std::set<const Expr*>& all) {
    const Expr& expr = bare(whole);
    if (!is_connective(expr)) return;
    if (is_of_steps(expr)) {
      is_about_steps_ = true;
      return;
    }
    if (expr.kind == ExprKind::Imply) all.insert(&expr);
    const bool quantifies = expr.kind == ExprKind::Forall || expr.kind == ExprKind::Exists;
    for (std::size_t i = quantifies ? expr.operands.size() - 1 : 0; i < expr.operands.size(); ++i)
      find_implies(*expr.operands[i], all);
  }
  /// Whether an `imply` in it may ask about two states, so that the states by themselves do not say what was met.
  static bool is_of_steps(const Expr& expr) {
    if (expr.kind == ExprKind::Next) return has_imply(expr);
    return expr.kind == ExprKind::Imply && has_next(*expr.operands[0]);
  }
  static bool has_imply(const Expr& expr) {
    return expr.kind == ExprKind::Imply ||
           std::any_of(expr.operands.begin(), expr.operands.end(), [](const auto& part) { return has_imply(*part); });
  }
  void meet(const Expr& whole, const std::vector<Value>& memory, const Bound& bound, std::set<const Expr*>& met) {
    const Expr& expr = bare(whole);
    if (!is_connective(expr) || expr.kind == ExprKind::Next || is_of_steps(expr)) return;
    if (expr.kind == ExprKind::Forall || expr.kind == ExprKind::Exists) {
      for (const Value value : walker_.values_of(expr)) {
        Bound inside = bound;
        inside[expr.variable] = value;
        meet(*expr.operands.back(), memory, inside, met);
      }
      return;
    }
    if (expr.kind == ExprKind::Imply) {
      meet(*expr.operands[0], memory, bound, met);
      if (walker_.evaluated(*expr.operands[0], memory, bound).value.value_or(0) == 0) return;
      met.insert(&expr);
      return meet(*expr.operands[1], memory, bound, met);
    }
    for (const auto& operand : expr.operands) meet(*operand, memory, bound, met);
  }

  bool is_true(const Literal& literal, const std::vector<Value>& start) {
    return (*walker_.evaluated(*literal.atom, start, literal.bound).value != 0) != literal.negated;
  }
  /// Whether in every initial state (for `reachable`: in one) what remains of each clause is true.
  bool holds_by(const std::function<bool(const Literal&)>& remains,
                const std::function<bool(const Disjunction&)>& wanted) {
    const auto holds_at = [&](const std::vector<Value>& start) {
      return std::all_of(clauses_->begin(), clauses_->end(), [&](const Disjunction& clause) {
        return !wanted(clause) || std::any_of(clause.begin(), clause.end(), [&](const Literal& literal) {
          return remains(literal) && is_true(literal, start);
        });
      });
    };
    const auto& starts = seen_.starts;
    if (formula_.kind == FormulaKind::Reachable) return std::any_of(starts.begin(), starts.end(), holds_at);
    return !starts.empty() && std::all_of(starts.begin(), starts.end(), holds_at);
  }
  bool has(bool Atom::*what) const {
    return std::any_of(atoms_.begin(), atoms_.end(), [&](const auto& entry) { return entry.second.*what; });
  }

  /// `counts_text`: a store that is in the text and never executed is held for code that would change the atom. Whether
  /// it can be executed, and where a pointer leads, is not for the text to say, so the answer is between the two.
  bool is_settled(bool counts_text) {
    const auto is_prevented = [&](const Atom& atom) { return counts_text && atom.is_prevented; };
    const auto any_prevented = [&] {
      return std::any_of(atoms_.begin(), atoms_.end(), [&](const auto& entry) { return is_prevented(entry.second); });
    };
    if (!has(&Atom::reads)) return false;
    if (!has(&Atom::is_written)) return !any_prevented() || (seen_.ends.empty() && has_superfluous());
    const auto is_unwritten = [&](const Literal& literal) { return !atoms_.at(literal.atom).is_written; };
    return std::any_of(atoms_.begin(), atoms_.end(), [&](const auto& entry) {
      const Expr* const atom = entry.first;
      const auto is_of_it = [&](const Literal& literal) { return literal.atom == atom; };
      const auto speaks_of_it = [&](const Disjunction& clause) {
        return formula_.kind == FormulaKind::Reachable || std::any_of(clause.begin(), clause.end(), is_of_it);
      };
      if (!entry.second.is_written || !holds_by(is_unwritten, speaks_of_it)) return false;
      return std::none_of(clauses_->begin(), clauses_->end(), [&](const Disjunction& clause) {
        return speaks_of_it(clause) && std::any_of(clause.begin(), clause.end(), [&](const Literal& literal) {
                 return is_unwritten(literal) && is_prevented(atoms_.at(literal.atom));
               });
      });
    });
  }
  /// Whether the formula holds without one of its atoms.
  bool has_superfluous() {
    return atoms_.size() > 1 && std::any_of(atoms_.begin(), atoms_.end(), [&](const auto& entry) {
             const Expr* const atom = entry.first;
             return holds_by([&](const Literal& literal) { return literal.atom != atom; },
                             [](const Disjunction&) { return true; });
           });
  }

  const Formula& formula_;
  const Seen& seen_;
  Walker& walker_;
  std::optional<Conjunction> clauses_;
  std::map<const Expr*, Atom> atoms_;
  bool is_undefined_ = false, is_about_steps_ = false;
};

void find_asserts(const Expr& expr, std::set<const Expr*>& found) {
  if (expr.kind == ExprKind::Assert) found.insert(&expr);
  for (const auto& operand : expr.operands) find_asserts(*operand, found);
}

void find_asserts(const Stmt& statement, std::set<const Expr*>& found) {
  if (statement.expr != nullptr) find_asserts(*statement.expr, found);
  if (statement.step != nullptr) find_asserts(*statement.step, found);
  for (const auto& child : statement.children) find_asserts(*child, found);
}

/// A probe that ran and found nothing to note has written all the same.
std::set<Value> written_slots(const Program& program, const Layout& layout, const Evidence& evidence,
                              std::set<Value> written) {
  for (const semantics::Property& property : program.properties) {
    for (const semantics::Probe& probe : property.probes) {
      if (!evidence.ran.contains(&probe)) continue;
      for (const Variable* ghost : ghosts_stored_by(probe)) {
        const Value first = layout.base(*ghost);
        for (Value slot = first; slot < first + size_of(ghost->type); ++slot) written.insert(slot);
      }
    }
  }
  return written;
}

}  // namespace

Vacuity vacuity_of(const Program& program, const semantics::Property& property, const Layout& layout, Walker& walker,
                   const Seen& seen) {
  std::set<const Expr*> asserts;
  for (const semantics::Probe& probe : property.probes) find_asserts(*probe.body.block, asserts);
  if (property.formulas.empty() && asserts.empty()) return Vacuity::CouldNot;
  const auto is_unreached = [&](const Expr* one) { return !seen.evidence.asserted.contains(one); };
  if (seen.starts.empty() || std::any_of(asserts.begin(), asserts.end(), is_unreached)) return Vacuity::CouldNot;
  // A cell that has one value for ever may have no place in a state, and stores to it are not seen.
  const std::set<Value> most = written_slots(program, layout, seen.evidence, seen.evidence.stored);
  const std::set<Value> least = written_slots(program, layout, seen.evidence, seen.evidence.changed);
  bool is_clear = true, may_not_fail = false;
  for (const Formula& formula : property.formulas) {
    const Vacuity one = FormulaVacuity(formula, program, layout, walker, seen, most).judge();
    const Vacuity other = FormulaVacuity(formula, program, layout, walker, seen, least).judge();
    if (one == other && one == Vacuity::CouldNot) may_not_fail = true;
    if (one != other || one == Vacuity::Unclear) is_clear = false;
  }
  if (may_not_fail) return Vacuity::CouldNot;
  return is_clear ? Vacuity::CouldFail : Vacuity::Unclear;
}

}  // namespace pagerace::oracle
