// The range analysis of one piece of code, for given contents of memory.
#pragma once

#include <functional>
#include <vector>

#include "model/system/flow.hpp"
#include "model/system/ranges/facts.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// What a piece of code is run by and on.
struct Surroundings {
  const TransitionSystem& system;
  const std::vector<ValueSet>& memory;  ///< for each cell group; may grow between two calls of solve()
  ValueSet self, instance;              ///< results of those instructions
};

/// The groups of the cells that a Load or Store can reach.
std::vector<std::uint32_t> groups_reached(const TransitionSystem& system, const Instruction& at,
                                          const ValueSet& offset);

class CodeRanges {
 public:
  CodeRanges(const Code& code, const std::vector<Location>& locations, Surroundings surroundings);

  /// Finds what holds at the beginning of each block: upwards with widening at loop heads, then a few passes down
  /// again.
  void solve();

  /// Calls see(index, facts before it) for each instruction that can be reached.
  void visit(const std::function<void(std::uint32_t, const Facts&)>& see);
  /// Calls see(block, edge, facts along it) for each edge of the flow graph that can be taken.
  void visit_edges(const std::function<void(std::uint32_t, std::uint32_t, const Facts&)>& see);

 private:
  struct State {
    bool reached = false;
    std::vector<Known> known;  ///< of the registers that are alive there
    bool operator==(const State& other) const { return reached == other.reached && (!reached || known == other.known); }
  };
  using Visitor = std::function<void(std::uint32_t, const Facts&)>;

  void ascend();
  void descend();
  State entry_state() const;
  State arriving(std::uint32_t block) const;
  void run(std::uint32_t block, const Visitor* see);
  bool step(const Instruction& at);
  ValueSet result(const Instruction& at) const;
  State leaving(const Edge& edge, const Block& block);
  void grow(State& state, const State& more, const Thresholds* widening) const;
  bool covers(const State& whole, const State& part) const;

  const Code& code_;
  Surroundings around_;
  Flow flow_;
  std::vector<std::vector<Register>> live_;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> previous_;  ///< block and place among its edges
  Thresholds thresholds_;
  std::vector<State> entry_;              ///< for each block what holds at its beginning
  std::vector<std::vector<State>> exit_;  ///< and what leaves it along each of its edges, as it was last executed
  std::vector<bool> is_waiting_;          ///< and whether it is to be looked at again, because one before it changed
  Facts facts_;
};

}  // namespace pagerace::system
