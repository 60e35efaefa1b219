#include "properties/impossible_start.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <stdexcept>
#include <utility>

#include "checker/execute/interpreter.hpp"
#include "checker/step/formula_queries.hpp"
#include "model/system/operands.hpp"
#include "properties/explain.hpp"
#include "properties/init_observer.hpp"

namespace pagerace::properties {

using checker::Interpreter;
using checker::Transition;
using system::Cell;
using system::Clause;
using system::Failure;
using system::Mark;
using system::Property;
using system::TransitionSystem;
using system::Value;
using system::Word;

namespace {

/// More starts than this take as long as a search does.
constexpr std::size_t kMostStarts = 4096;
constexpr std::chrono::seconds kLongest{2};

bool is_disjoint(const std::set<Cell>& cells, const std::set<Cell>& others) {
  return std::ranges::none_of(cells, [&](Cell cell) { return others.contains(cell); });
}

/// Looks at one start after the other.
class StartsInspector {
 public:
  StartsInspector(const TransitionSystem& system, const source::Sources& sources, const Helpers& helpers)
      : system_(system), sources_(sources), helpers_(helpers), interpreter_(system), asking_(system) {}

  std::optional<ImpossibleStart> all() {
    const auto end = std::chrono::steady_clock::now() + kLongest;
    const auto is_late = [=] { return std::chrono::steady_clock::now() > end; };
    interpreter_.interrupt_when(is_late);
    asking_.interrupt_when(is_late);
    std::size_t left = kMostStarts;
    try {
      interpreter_.starts([&](const Transition& start) {
        found_ = look(start);
        return !found_ && --left > 0;
      });
    } catch (const checker::Interrupted&) {
      return std::nullopt;
    }
    return std::move(found_);
  }

 private:
  std::optional<ImpossibleStart> look(const Transition& start) {
    const bool fails = start.failure != checker::kNoFailure;
    if (fails || start.report_count > 0) {
      if (auto found = in_helper(checker::choices_of(start))) return found;
    }
    if (fails) return std::nullopt;
    for (const Property& property : system_.properties) {
      if (!helpers_.counts(property)) continue;
      for (const Clause& clause : property.clauses) {
        if (clause.kind != system::FormulaKind::Always || checker::reads_next(clause.formula.predicate)) continue;
        if (asking_.holds(clause.formula.predicate, start.state)) continue;
        if (auto found = of_formula(property, clause, start)) return found;
      }
    }
    return std::nullopt;
  }

  ImpossibleStart at(const HelperCall& call, std::string property, std::vector<std::string> parts) const {
    return {call.name, call.span, std::move(property), std::move(parts)};
  }

  /// A helper fails, or an assert or a warning does while it runs.
  std::optional<ImpossibleStart> in_helper(const std::vector<Value>& choices) {
    InitObserver observer(system_, helpers_.is_helper);
    const Interpreter::Replayed start = asking_.replay_initial(choices, observer);
    if (start.failure != nullptr && observer.stopped_within_helper())
      observer.reports.emplace_back(start.failure, observer.calls.size() - 1);
    for (const auto& [failure, number] : observer.reports) {
      const HelperCall& call = observer.calls[number];
      if (!is_disjoint(call.touched, observer.by_hand)) continue;
      const bool is_property = failure->property >= 0;
      const Property* property =
          is_property ? &system_.properties[static_cast<std::size_t>(failure->property)] : nullptr;
      if (is_property && !helpers_.counts(*property)) continue;
      std::vector<std::string> parts = {sources_.place(failure->span)};
      if (!failure->text.empty()) parts.push_back(failure->text);
      return at(call, is_property ? property->name : std::string(system::name_of(failure->check)), std::move(parts));
    }
    return std::nullopt;
  }

  /// The call after which the formula is false for good: the last one before which it was true.
  std::optional<ImpossibleStart> of_formula(const Property& property, const Clause& clause, const Transition& start) {
    const std::vector<Word> state(start.state, start.state + system_.words);
    InitObserver observer(system_, helpers_.is_helper);
    if (!asking_.replay_initial(checker::choices_of(start), observer).possible) return std::nullopt;
    const std::set<Cell> read = cells_of(clause.formula.predicate, state);
    if (observer.calls.empty() || !is_disjoint(read, observer.by_hand)) return std::nullopt;
    const HelperCall* guilty = nullptr;
    bool was_true = asking_.holds(clause.formula.predicate, observer.before.data());
    for (const HelperCall& call : observer.calls) {
      const bool is_true = asking_.holds(clause.formula.predicate, call.after.data());
      if (was_true && !is_true && !is_disjoint(call.touched, read)) guilty = &call;
      was_true = is_true;
    }
    if (guilty == nullptr || was_true) return std::nullopt;
    return at(*guilty, property.name, explain(system_, clause.formula, state.data(), sources_).parts);
  }

  std::set<Cell> cells_of(const system::Predicate& predicate, const std::vector<Word>& state) {
    constexpr Cell kBits = 64;
    checker::Footprint footprint(static_cast<std::uint32_t>(system_.cells.size()));
    asking_.value_of(predicate, state.data(), {}, &footprint);
    std::set<Cell> cells;
    for (Cell cell = 0; cell < system_.cells.size(); cell++)
      if ((footprint.reads()[cell / kBits] >> cell % kBits & 1) != 0) cells.insert(cell);
    return cells;
  }

  const TransitionSystem& system_;
  const source::Sources& sources_;
  const Helpers& helpers_;
  Interpreter interpreter_;
  Interpreter asking_;  ///< while the other one goes through the starts
  std::optional<ImpossibleStart> found_;
};

}  // namespace

std::optional<ImpossibleStart> impossible_start(const TransitionSystem& system, const source::Sources& sources,
                                                const Helpers& helpers) {
  const bool is_any_called = std::ranges::any_of(system.init.instructions, [&](const system::Instruction& at) {
    if (at.op != system::Opcode::Mark) return false;
    const Mark& mark = system.marks[system::mark_of(at)];
    return mark.kind == Mark::Kind::Enter && helpers.is_helper(mark.text);
  });
  return is_any_called ? StartsInspector(system, sources, helpers).all() : std::nullopt;
}

}  // namespace pagerace::properties
