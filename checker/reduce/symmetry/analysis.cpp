#include "checker/reduce/symmetry/analysis.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace pagerace::checker::symmetry {
namespace {

constexpr const char* kInOrder = "they are taken in order for as long as the program runs";
constexpr const char* kNamed = "a property singles out too many of them";

}  // namespace

Analysis::Analysis(const system::TransitionSystem& system, Cancellation cancellation)
    : system_(system), cancellation_(std::move(cancellation)), ranges_(system), structure_(system) {
  ranges_.solve();
  for (std::uint32_t i = 0; i < system.templates.size(); ++i) {
    const system::ThreadTemplate& thread = system.templates[i];
    add_piece(thread.code, thread.locations, i, ranges_.thread(i));
  }
  add_formulas();
  solve();
}

void Analysis::add_piece(const system::Code& code, const std::vector<system::Location>& locations, std::uint32_t thread,
                         system::CodeRanges& ranges) {
  CodeFacts facts(system_, code, locations, ranges);
  std::vector<SearchLoop> loops = search_loops(system_, code, facts, ranges_.groups());
  pieces_.push_back({&code, &locations, thread, std::move(facts), std::move(loops)});
}

void Analysis::add_formulas() {
  const ValueSet zero = ValueSet::of(0);
  const auto add = [&](const system::Predicate& predicate) {
    system::CodeRanges ranges(predicate.code, no_locations_, {system_, ranges_.groups(), zero, zero});
    ranges.solve();
    add_piece(predicate.code, no_locations_, kNone, ranges);
    pieces_.back().result = predicate.result;
  };
  for (const system::Property& property : system_.properties) {
    for (const system::Clause& clause : property.clauses) {
      add(clause.formula.predicate);
      for (const system::Predicate& antecedent : clause.antecedents) add(antecedent);
    }
  }
}

/// Each round leaves less symmetry: it switches off a source or breaks a space.
void Analysis::solve() {
  for (;;) {
    type_until_nothing_is_tied();
    if (give_up(findings_.failures)) continue;
    if (drop_useless_sorts()) continue;
    if (find_order()) continue;
    return;
  }
}

void Analysis::type_until_nothing_is_tied() {
  structure_.forget_ties();
  structure_.build();
  for (;;) {
    if (!type_once()) {
      structure_.build();
      continue;
    }
    if (!apply(findings_.ties)) return;
    structure_.build();
  }
}

/// Returns false if new spaces were created.
bool Analysis::type_once() {
  setting_ = std::make_unique<Setting>(system_, structure_, ranges_.groups(), pieces_, sources_);
  typings_.clear();
  for (std::uint32_t i = 0; i < pieces_.size(); ++i) typings_.emplace_back(*setting_, i);
  for (bool grew = true; grew;) {
    grew = false;
    for (Typing& typing : typings_) {
      check(cancellation_);
      grew = typing.solve() || grew;
    }
  }
  findings_ = {};
  for (Typing& typing : typings_) {
    check(cancellation_);
    typing.examine(findings_);
  }
  return !setting_->has_new_spaces;
}

/// Ties that are impossible become failures.
bool Analysis::apply(const std::vector<Tie>& ties) {
  bool changed = false;
  std::vector<const Tie*> refused;
  for (const Tie& tie : ties) {
    if (structure_.tie(tie.pairs)) {
      changed = true;
    } else {
      refused.push_back(&tie);
    }
  }
  for (const Tie* tie : refused) findings_.failures.push_back(tie->otherwise);
  return changed;
}

bool Analysis::give_up(const std::vector<Failure>& failures) {
  bool has_sources = false;
  for (const Failure& failure : failures) {
    for (SourceId source : failure.from) {
      has_sources = true;
      sources_[source].is_off = true;
    }
  }
  if (has_sources) return true;
  for (const Failure& failure : failures) {
    for (std::uint32_t sort : failure.sorts) give_up_sort(sort, failure.why, failure.span);
  }
  return !failures.empty();
}

void Analysis::solve_without(const std::vector<Failure>& obstacles) {
  give_up(obstacles);
  solve();
}

void Analysis::give_up_sort(std::uint32_t number, const std::string& why, system::Span span) {
  for (SpaceId id : structure_.sorts()[number].spaces) {
    const Space& space = structure_.spaces()[id];
    if (space.is_broken) continue;
    structure_.break_space(id);
    if (!why.empty() && space.of != Space::Of::Values) reasons_.push_back({space.name, why, span});
  }
}

/// Drops sorts of values alone, in which only values could be permuted, and sorts of cells that never change.
bool Analysis::drop_useless_sorts() {
  bool dropped = false;
  for (std::uint32_t number = 0; number < structure_.sorts().size(); ++number) {
    bool matters = false;
    for (SpaceId id : structure_.sorts()[number].spaces) {
      matters = matters || structure_.spaces()[id].of == Space::Of::Threads;
    }
    for (std::uint32_t g = 0; g < structure_.generators().size(); ++g) {
      if (structure_.generators()[g].sort != number) continue;
      for (system::Cell cell = 0; cell < system_.cells.size(); ++cell) {
        matters = matters || (structure_.image(g, cell) != cell && system_.cell_storage[cell].width > 0);
      }
    }
    if (matters) continue;
    dropped = true;
    give_up_sort(number, "", {});
    for (Source& source : sources_) {
      const auto& spaces = structure_.sorts()[number].spaces;
      source.is_off = source.is_off || (source.space != kNone && std::ranges::count(spaces, source.space) > 0);
    }
  }
  return dropped;
}

/// Returns true if this made a sort useless: it has no two columns that are ever free of an order.
bool Analysis::find_order() {
  orders_.clear();
  singled_out_.assign(structure_.sorts().size(), 0);
  ColumnSet never_free = singled_out_;
  for (const OrderedUse& use : findings_.uses) {
    if (pieces_[use.code].thread == kNone) unite(singled_out_, use.all);
  }
  unite(never_free, singled_out_);
  for (std::uint32_t i = 0; i < system_.templates.size(); ++i) {
    orders_.push_back(OrderedCode(*setting_, i, typings_[i], findings_.uses).locations());
    ColumnSet always = all_columns(structure_, {});
    bool is_first = true;
    for (const OrderAt& at : orders_.back()) {
      for (const auto& [values, columns] : at.columns) {
        for (std::size_t sort = 0; sort < always.size(); ++sort) {
          always[sort] = is_first ? columns[sort] : always[sort] & columns[sort];
        }
        is_first = false;
      }
    }
    unite(never_free, always);
  }
  bool dropped = false;
  for (std::uint32_t sort = 0; sort < structure_.sorts().size(); ++sort) {
    const auto stuck = static_cast<std::uint32_t>(std::popcount(never_free[sort]));
    if (stuck + 2 <= structure_.sorts()[sort].size) continue;
    dropped = true;
    const auto use = std::ranges::find_if(findings_.uses, [sort](const OrderedUse& one) { return one.all[sort] != 0; });
    give_up_sort(sort, pieces_[use->code].thread == kNone ? kNamed : kInOrder, use->span);
  }
  return dropped;
}

Typed Analysis::at_location(std::uint32_t thread, std::uint32_t location, Register reg) const {
  const auto block = system::block_of(pieces_[thread].facts.flow(), system_.templates[thread].locations[location]);
  return block ? typings_[thread].at_entry(static_cast<std::uint32_t>(*block), reg) : Typed{};
}

}  // namespace pagerace::checker::symmetry
