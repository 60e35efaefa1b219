// Every attempt to take a step, with all that memory could hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/abstract_interpreter.hpp"
#include "checker/reduce/partial_order/control_points.hpp"

namespace pagerace::checker::partial_order {

/// For one piece of code: a thread template's, or a predicate's, which has no locations and no nodes.
class StepExplorer {
 public:
  /// All must outlive it.
  StepExplorer(const system::TransitionSystem& system, const system::Code& code,
               const std::vector<system::Location>& locations, const Slices& slices, const std::vector<bool>& guards,
               const ControlPoints* nodes);

  /// From one of the nodes. Nothing where the effort was not enough.
  std::optional<StepSummary> step(std::uint32_t node, ThreadId id, AnalysisBudget& budget);
  /// From instruction 0, with all registers 0.
  std::optional<StepSummary> start(ThreadId id, AnalysisBudget& budget);

 private:
  std::optional<StepSummary> explore(AbstractState from, ThreadId id, AnalysisBudget& budget);
  /// Until the attempt is over, forks, or is where others may arrive too.
  void run_on(Path path, ThreadId id, AnalysisBudget& budget);
  void arrive(Path path);
  void drop_dead(AbstractState& at) const;
  void forget(AbstractState& at) const;
  void yield(const Path& path, std::uint32_t location);
  void lead_to(const Path& path, std::vector<std::uint32_t> next);
  void fail(const Path& path);
  void end(const Path& path);
  /// Every node of the location that agrees with what is known; none where the analyses exclude what is known.
  std::vector<std::uint32_t> nodes_at(const AbstractState& at, std::uint32_t location) const;

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const std::vector<system::Location>& locations_;
  const ControlPoints* points_;
  AbstractInterpreter interpreter_;
  std::vector<bool> begins_block_;                   ///< by instruction
  std::vector<bool> is_on_cycle_;                    ///< by instruction: of a loop within a step
  std::vector<std::vector<system::Register>> live_;  ///< by instruction, where a block begins

  // Of the step at hand.
  std::optional<StepSummary> found_;
  bool has_end_ = false;
  std::vector<Path> waiting_;
  std::map<AbstractState, AccessSets> arrived_;
  std::map<std::uint32_t, std::uint32_t> arrivals_;  ///< different ones, by instruction
  std::map<std::pair<std::vector<std::uint32_t>, std::vector<Requirement>>, std::size_t> outcomes_;
};

}  // namespace pagerace::checker::partial_order
