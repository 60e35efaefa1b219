// Finds all states from which some goal can be reached, going over the log backwards.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "checker/search/endings.hpp"
#include "checker/search/thread_pool.hpp"
#include "checker/store/region.hpp"

namespace pagerace::checker {

/// A bit for each slot of the store. Many threads may call it at once.
class SlotBits {
 public:
  /// Throws std::bad_alloc if the budget has no room.
  SlotBits(std::uint64_t slots, const std::shared_ptr<Budget>& budget);

  bool has(std::uint64_t slot) const { return (word(slot).load(std::memory_order_relaxed) >> slot % 64 & 1) != 0; }
  void set(std::uint64_t slot) { word(slot).fetch_or(std::uint64_t{1} << slot % 64, std::memory_order_relaxed); }

 private:
  std::atomic_ref<std::uint64_t> word(std::uint64_t slot) const {
    return std::atomic_ref<std::uint64_t>(region_->words()[slot / 64]);
  }
  std::unique_ptr<Region> region_;
};

/// What is to be reached. End: all threads that are no daemons have ended, or no thread can move, or a step fails.
/// Move: a step of a thread that is no daemon, or a step that fails, or the end of all such threads. EndOrDeadlock:
/// End, or a state outside of a set.
enum class Goal : std::uint8_t { End, Move, EndOrDeadlock };

/// The states outside of a set.
struct Outside {
  std::optional<Finding> least;  ///< of the first level that has one
  std::uint64_t states = 0;
};

/// Each round goes over the states that are not yet known to reach the goal, the deepest first, and takes those that
/// have a successor that does. Most reach it by way of deeper states, so one round settles nearly all. Rounds are
/// repeated until nothing changes; so the result does not depend on the order, or on the number of threads.
class BackwardSweep {
 public:
  /// The parts must outlive it.
  explicit BackwardSweep(const EndingParts& parts);

  /// The states that can reach the goal. `moving`: for EndOrDeadlock, the states that are no deadlock. Throws Stopped.
  SlotBits closure(Goal goal, const SlotBits* moving = nullptr);
  Outside outside(const SlotBits& set) const;

 private:
  struct Part {
    LevelLog::Piece piece;
    std::uint32_t depth = 0;
    bool is_done = false;  ///< all of its states reach the goal
  };
  struct Own {  ///< of one thread
    std::unique_ptr<Successors> successors;
    std::unique_ptr<LevelLog::Reader> reader;
  };

  std::uint64_t slot_of(const Word* state) const;
  /// Returns whether a bit was set.
  bool go_over(Part& part, Own& own, Goal goal, const SlotBits* moving, SlotBits& reaches) const;
  bool reaches_goal(const Word* state, std::uint32_t depth, Own& own, Goal goal, const SlotBits& reaches) const;
  bool is_daemon(std::uint32_t thread) const {
    return parts_.system.templates[parts_.system.instances[thread].code].is_daemon;
  }

  const EndingParts& parts_;
  ThreadPool pool_;
  std::vector<Own> own_;
};

}  // namespace pagerace::checker
