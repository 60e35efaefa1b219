#include "traces/verify.hpp"

namespace pagerace::traces {

using checker::Interpreter;
using system::Failure;
using system::TransitionSystem;

namespace {

bool is_about(const Failure& failure, const checker::Subject& subject) {
  return subject.property >= 0 ? failure.property == subject.property
                               : failure.property < 0 && failure.check == subject.check;
}

bool is_deadlock(Interpreter& interpreter, const End& end) {
  if (end.state.empty() || interpreter.all_done(end.state.data())) return false;
  bool moves = false;
  interpreter.successors(end.state.data(), [&](const checker::Transition&) { moves = true; });
  return !moves;
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
    const bool deadlock = claim.subject.check == system::Check::Deadlock && is_deadlock(interpreter, end);
    return {deadlock, nullptr, -1};
  }
  const auto& clauses = system.properties[static_cast<std::size_t>(claim.subject.property)].clauses;
  for (std::size_t i = 0; i < clauses.size(); i++) {
    const int clause = static_cast<int>(i);
    if (claim.clause >= 0 && claim.clause != clause) continue;
    if (decides(interpreter, clauses[i], end, claim.is_witness)) return {true, nullptr, clause};
  }
  return {};
}

}  // namespace pagerace::traces
