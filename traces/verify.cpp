#include "traces/verify.hpp"

#include "checker/search/closure.hpp"
#include "checker/step/formula_queries.hpp"

namespace pagerace::traces {

using checker::Interpreter;
using system::Failure;
using system::TransitionSystem;

namespace {

bool is_about(const Failure& failure, const checker::Subject& subject) {
  return subject.property >= 0 ? failure.property == subject.property
                               : failure.property < 0 && failure.check == subject.check;
}

/// More states are not looked at, to verify a claim.
constexpr std::uint64_t kMostStates = 1u << 16;

/// Whether no thread that is no daemon will ever move again, and no step fails.
bool is_deadlock(const TransitionSystem& system, Interpreter& interpreter, const End& end) {
  if (end.state.empty() || interpreter.all_done(end.state.data())) return false;
  bool moves = false;
  checker::closure_of(interpreter, end.state.data(), kMostStates, [&](const checker::Transition& step) {
    const bool is_daemon = system.templates[system.instances[step.thread].code].is_daemon;
    moves = moves || !is_daemon || step.failure != checker::kNoFailure;
    return !moves;
  });
  return !moves;
}

/// Whether no execution comes to an end from here.
bool is_livelock(Interpreter& interpreter, const End& end) {
  if (end.state.empty() || !end.is_loop) return false;
  bool fails = false;
  const checker::Closure closure =
      checker::closure_of(interpreter, end.state.data(), kMostStates, [&](const checker::Transition& step) {
        fails = fails || step.failure != checker::kNoFailure;
        return !fails;
      });
  return !fails && !closure.has_end && !closure.is_stuck;
}

/// Whether a run may end in this state: no step can be taken, or one fails.
bool is_last(Interpreter& interpreter, const system::Word* state) {
  bool moves = false, fails = false;
  interpreter.successors(state, [&](const checker::Transition& step) {
    moves = true;
    fails = fails || step.failure != checker::kNoFailure;
  });
  return !moves || fails;
}

/// Whether the formula applies to this state and is false in it (for a witness: true).
bool decides(Interpreter& interpreter, const system::Clause& clause, const End& end, bool is_witness) {
  const bool is_reachable = clause.kind == system::FormulaKind::Reachable;
  if (end.state.empty() || is_reachable != is_witness) return false;
  if (clause.kind == system::FormulaKind::AtEnd && !interpreter.all_done(end.state.data())) return false;
  return interpreter.holds(clause.formula.predicate, end.state.data()) == is_witness;
}

}  // namespace

Verified verify(const TransitionSystem& system, Interpreter& interpreter, const Claim& claim, const End& end) {
  const auto matches = [&](const Failure& failure) {
    if (claim.failure >= 0) {
      const Failure& claimed = system.failures[static_cast<std::size_t>(claim.failure)];
      if (failure.check != claimed.check || failure.property != claimed.property) return false;
    }
    return is_about(failure, claim.subject);
  };
  if (claim.clause < 0 && !claim.is_witness) {
    if (end.failure != nullptr && matches(*end.failure)) return {true, end.failure, -1};
    for (const std::uint32_t report : end.reports)
      if (matches(system.failures[report])) return {true, &system.failures[report], -1};
  }
  if (claim.failure >= 0) return {};
  if (claim.subject.property < 0) {
    if (claim.subject.check == system::Check::Deadlock) return {is_deadlock(system, interpreter, end), nullptr, -1};
    return {claim.subject.check == system::Check::Livelock && is_livelock(interpreter, end), nullptr, -1};
  }
  const auto& clauses = system.properties[static_cast<std::size_t>(claim.subject.property)].clauses;
  for (std::size_t i = 0; i < clauses.size(); i++) {
    const int clause = static_cast<int>(i);
    if (claim.clause >= 0 && claim.clause != clause) continue;
    if (!checker::reads_next(clauses[i].formula.predicate)) {
      if (decides(interpreter, clauses[i], end, claim.is_witness)) return {true, nullptr, clause};
    } else if (!claim.is_witness && !end.state.empty()) {
      const system::Predicate& formula = clauses[i].formula.predicate;
      const system::Word* const state = end.state.data();
      if (!end.before.empty() && !interpreter.holds(formula, {end.before.data(), state}))
        return {true, nullptr, clause};
      if (is_last(interpreter, state) && !interpreter.holds(formula, state)) return {true, nullptr, clause, true};
    }
  }
  return {};
}

}  // namespace pagerace::traces
