// Listens to a search and notes the first violation (or witness) of everything that is checked.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "checker/search/listener.hpp"
#include "checker/search/result.hpp"

namespace pagerace::properties {

/// What is known of one property while the search runs.
struct PropertyState {
  std::optional<checker::Finding> violation;
  std::vector<std::optional<checker::Finding>> witnesses;  ///< for each clause; of `reachable` ones
};

/// A clause that is still to be evaluated in the states to come.
struct OpenClause {
  int property = 0;
  int clause = 0;
};

/// A left-hand side that was true in no state yet.
struct OpenAntecedent : OpenClause {
  const system::Predicate* predicate = nullptr;
};

/// Formulas are evaluated once for each new state, until they are decided. Since states come level by level, a first
/// finding is a shortest one; ties go to the first in the order of the log, then of threads and choices. The search
/// goes on past violations. The system must outlive it.
class Monitor : public checker::Listener {
 public:
  Monitor(const system::TransitionSystem& system, bool stop_at_first);

  void start(const checker::Successor& way);
  void found(const checker::Word* state);
  void expand(const checker::Word* state, std::uint32_t depth);
  void step(const checker::Successor& way);
  void expanded(const checker::Word* state, std::uint64_t steps);
  bool wants_stop() const { return stop_at_first_ && violated_; }

  const std::vector<PropertyState>& properties() const { return properties_; }
  /// For each built-in property, in order of Check.
  const std::array<std::optional<checker::Finding>, semantics::kCheckNames.size()>& built_in() const {
    return built_in_;
  }
  const std::vector<OpenAntecedent>& never_true() const { return antecedents_; }
  bool started() const { return started_; }      ///< there was a way to start, if only one that fails
  bool met_state() const { return met_state_; }  ///< there was a state
  bool met_end() const { return met_end_; }      ///< and one in which every thread has finished

 private:
  void note_way(const checker::Successor& way);
  void note_failure(const system::Failure& failure, const checker::Successor& way);
  void check_clauses(std::vector<OpenClause>& open, const checker::Word* state);
  void check_reachable(const checker::Word* state);
  void check_antecedents(const checker::Word* state, syntax::FormulaKind kind);
  checker::Finding of_state(const checker::Word* state) const;
  checker::Finding of_way(const checker::Successor& way) const;
  const system::Clause& clause(const OpenClause& at) const {
    return system_.properties[at.property].clauses[at.clause];
  }

  const system::TransitionSystem& system_;
  checker::Interpreter interpreter_;  ///< for predicates: the search's own is in the middle of a step
  bool stop_at_first_;
  std::vector<PropertyState> properties_;
  std::array<std::optional<checker::Finding>, semantics::kCheckNames.size()> built_in_;
  std::vector<OpenClause> always_, at_end_, reachable_;
  std::vector<OpenAntecedent> antecedents_;
  const checker::Word* source_ = nullptr;  ///< of the steps at hand; null at the start
  std::uint32_t depth_ = 0;                ///< of states found now
  bool violated_ = false;
  bool started_ = false;
  bool met_state_ = false;
  bool met_end_ = false;
};

}  // namespace pagerace::properties
