// Explores all paths through a step, for every content that memory could have.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/abstract_interpreter.hpp"
#include "checker/reduce/partial_order/control_points.hpp"

namespace pagerace::checker::partial_order {

/// For the code of one thread template, or of a predicate, which has no locations and no control points.
class StepExplorer {
 public:
  /// All must outlive it.
  StepExplorer(const system::TransitionSystem& system, const system::Code& code,
               const std::vector<system::Location>& locations, const Slices& slices, const std::vector<bool>& guards,
               const ControlPoints* nodes);

  /// The step from a control point. Nothing if the budget was not enough.
  std::optional<StepSummary> step(std::uint32_t node, ThreadId id, AnalysisBudget& budget);
  /// From instruction 0, with all registers 0. Nothing if the budget was not enough.
  std::optional<StepSummary> start(ThreadId id, AnalysisBudget& budget);

 private:
  std::optional<StepSummary> explore(AbstractState from, ThreadId id, AnalysisBudget& budget);
  /// Executes until the path ends, forks, or comes to the beginning of a block.
  void run_on(Path path, ThreadId id, AnalysisBudget& budget);
  void arrive(Path path);
  void drop_dead(AbstractState& at) const;
  void forget(AbstractState& at) const;
  void yield(const Path& path, std::uint32_t location);
  void lead_to(const Path& path, std::vector<std::uint32_t> next);
  void fail(const Path& path);
  void end(const Path& path);
  /// The control points of the location that agree with what is known; none if the analyses exclude what is known.
  std::vector<std::uint32_t> nodes_at(const AbstractState& at, std::uint32_t location) const;

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const std::vector<system::Location>& locations_;
  const ControlPoints* points_;
  AbstractInterpreter interpreter_;
  std::vector<bool> begins_block_;                   ///< by instruction
  std::vector<bool> is_on_cycle_;                    ///< by instruction: of a loop within a step
  std::vector<std::vector<system::Register>> live_;  ///< by instruction, where a block begins

  // For the step that is explored.
  std::optional<StepSummary> found_;
  bool has_end_ = false;
  std::vector<Path> waiting_;
  std::map<AbstractState, AccessSets> arrived_;
  std::map<std::uint32_t, std::uint32_t> arrivals_;  ///< different states, by instruction
  std::map<std::pair<std::vector<std::uint32_t>, std::vector<Requirement>>, std::size_t> outcomes_;
};

}  // namespace pagerace::checker::partial_order
