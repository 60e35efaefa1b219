// The range analysis of one piece of code, for given contents of memory.
#pragma once

#include <functional>
#include <vector>

#include "model/system/flow.hpp"
#include "model/system/ranges/facts.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// The system, the memory and the threads for which a piece of code is analysed.
struct Surroundings {
  const TransitionSystem& system;
  const std::vector<ValueSet>& memory;  ///< for each cell group; may grow between two calls of solve()
  ValueSet self, instance;              ///< the results of Self and Instance
};

/// The groups of the cells that a Load or Store can reach.
std::vector<std::uint32_t> groups_reached(const TransitionSystem& system, const Instruction& at,
                                          const ValueSet& offset);

class CodeRanges {
 public:
  CodeRanges(const Code& code, const std::vector<Location>& locations, Surroundings surroundings);

  /// Finds what holds at the beginning of each block: upwards with widening at loop heads, then a few passes down.
  void solve();

  using Visitor = std::function<void(std::uint32_t, const Facts&)>;
  /// Calls see(index, facts before it) for each instruction that is wanted and can be reached.
  void visit(bool (*wanted)(Opcode), const Visitor& see);
  /// Calls see(block, edge, facts along it) for each edge of the flow graph that can be taken.
  void visit_edges(const std::function<void(std::uint32_t, std::uint32_t, const Facts&)>& see);

 private:
  struct State {
    bool reached = false;
    std::vector<Known> known;  ///< for the registers that are alive there
    bool operator==(const State& other) const { return reached == other.reached && (!reached || known == other.known); }
  };
  struct Passage {
    State entered;
    std::vector<State> left;  ///< for each edge out of the block
  };
  /// Earlier results for a block with the current memory: many states come again when memory grows.
  struct Passages {
    std::vector<Passage> all;
    std::size_t last = 0;
    const Passage& last_one() const { return all[last]; }
  };

  bool look_at_memory();
  void ascend();
  void descend();
  State entry_state() const;
  State arriving(std::uint32_t block) const;
  const std::vector<State>& run(std::uint32_t block);
  void begin(std::uint32_t block) { facts_.reset(live_[block], entry_[block].known); }
  bool execute(std::uint32_t block);
  bool take(std::uint32_t block, std::size_t edge);
  void leave(std::uint32_t block, std::vector<State>& left);
  bool step(const Instruction& at);
  ValueSet result(const Instruction& at) const;
  static void grow(State& state, const State& more, const Thresholds* widening);
  static bool covers(const State& whole, const State& part);

  const Code& code_;
  Surroundings around_;
  Flow flow_;
  std::vector<std::vector<Register>> live_;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> previous_;  ///< block, and index among its edges
  std::vector<std::vector<std::uint32_t>> loads_;  ///< for each block the groups that it can read
  Thresholds thresholds_;
  std::vector<ValueSet> memory_;  ///< the memory of the current solution
  std::vector<State> entry_;      ///< for each block what holds at its beginning
  std::vector<Passages> passages_;
  std::vector<bool> is_waiting_;  ///< for each block whether something before it changed
  Facts facts_;
};

}  // namespace pagerace::system
