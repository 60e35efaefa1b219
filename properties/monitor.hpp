// Listens to a search and records the first violation (or witness) of every property.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "checker/step/formula_queries.hpp"
#include "checker/step/level_listener.hpp"
#include "checker/step/result.hpp"

namespace pagerace::properties {

/// What is known about one property while the search runs.
struct PropertyState {
  std::optional<checker::Finding> violation;
  std::vector<std::optional<checker::Finding>> witnesses;  ///< for each clause; only of `reachable` clauses
  std::vector<system::Span> open_antecedents;              ///< left sides of implications that were true in no state
};

/// One finding, or none, for each built-in property, in the order of Check.
using BuiltInFindings = std::array<std::optional<checker::Finding>, system::kCheckNames.size()>;

/// What a monitor has recorded, for a checkpoint.
struct MonitorSnapshot {
  std::vector<std::uint8_t> answered;  ///< by query
  std::vector<PropertyState> properties;
  BuiltInFindings built_in;
  bool started = false;
};

/// Formulas are evaluated once in each new state, until they are decided. States come level by level, so the first
/// finding is a shortest one. Within one level, the least observation counts; among several clauses, the first one. The
/// search goes on after violations. The system must outlive the monitor.
class Monitor : public checker::LevelListener {
 public:
  Monitor(const system::TransitionSystem& system, bool stop_at_first);

  std::vector<std::uint32_t> undecided() const override;
  void started(const checker::Observations& observations, bool any) override;
  void expanded(const checker::Observations& observations, std::uint32_t depth) override;
  bool wants_stop() const override { return stop_at_first_ && violated_; }

  /// Notes a finding that is not made while levels are expanded. The least of the first level counts.
  void note(system::Check check, checker::Finding finding);

  std::span<const checker::FormulaQuery> queries() const { return queries_; }
  const std::vector<PropertyState>& properties() const { return properties_; }
  const BuiltInFindings& built_in() const { return built_in_; }
  bool started() const { return started_; }  ///< there was a start, even if only one that fails

  MonitorSnapshot snapshot() const;
  void restore(const MonitorSnapshot& snapshot);  ///< a snapshot of the same system

 private:
  void note_answers(const checker::Observations& observations, std::uint32_t depth);
  void note_failures(const checker::Observations& observations, std::uint32_t depth);
  void find_open_antecedents();

  std::vector<checker::FormulaQuery> queries_;
  std::vector<std::uint8_t> answered_;  ///< by query
  std::vector<PropertyState> properties_;
  BuiltInFindings built_in_;
  bool stop_at_first_;
  bool violated_ = false;
  bool started_ = false;
};

}  // namespace pagerace::properties
