// Every attempt to take a step, with all that memory could hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/attempt.hpp"
#include "checker/reduce/partial_order/nodes.hpp"

namespace pagerace::checker::partial_order {

/// For one piece of code: a thread template's, or a predicate's, which has no locations and no nodes.
class StepExplorer {
 public:
  /// All must outlive it.
  StepExplorer(const system::TransitionSystem& system, const system::Code& code,
               const std::vector<system::Location>& locations, const Slices& slices, const std::vector<bool>& guards,
               const Nodes* nodes);

  /// From one of the nodes. Nothing where the effort was not enough.
  std::optional<Attempts> step(std::uint32_t node, Who who, Effort& effort);
  /// From instruction 0, with all registers 0.
  std::optional<Attempts> start(Who who, Effort& effort);

 private:
  std::optional<Attempts> explore(Attempt from, Who who, Effort& effort);
  /// Until the attempt is over, forks, or is where others may arrive too.
  void run_on(Running run, Who who, Effort& effort);
  void arrive(Running run);
  void drop_dead(Attempt& at) const;
  void forget(Attempt& at) const;
  void yield(const Running& run, std::uint32_t location);
  void lead_to(const Running& run, std::vector<std::uint32_t> next);
  void fail(const Running& run);
  void end(const Running& run);
  /// Every node of the location that agrees with what is known; none where the analyses exclude what is known.
  std::vector<std::uint32_t> nodes_at(const Attempt& at, std::uint32_t location) const;

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const std::vector<system::Location>& locations_;
  const Nodes* nodes_;
  AttemptMachine machine_;
  std::vector<bool> begins_block_;                   ///< by instruction
  std::vector<bool> is_on_cycle_;                    ///< by instruction: of a loop within a step
  std::vector<std::vector<system::Register>> live_;  ///< by instruction, where a block begins

  // Of the step at hand.
  std::optional<Attempts> found_;
  bool has_end_ = false;
  std::vector<Running> running_;
  std::map<Attempt, Touched> arrived_;
  std::map<std::uint32_t, std::uint32_t> arrivals_;  ///< different ones, by instruction
  std::map<std::pair<std::vector<std::uint32_t>, std::vector<Requirement>>, std::size_t> outcomes_;
};

}  // namespace pagerace::checker::partial_order
