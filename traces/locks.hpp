// Who holds which lock, and since when, and who waits for which: told by what an execution reads and writes of the
// locks that vocabulary.race declares.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/system/transition_system.hpp"
#include "traces/trace.hpp"

namespace pagerace::traces {

/// Follows one execution. Its argument must outlive it.
class Locks {
 public:
  explicit Locks(const system::TransitionSystem& system) : system_(system), calls_(system.instances.size()) {}

  /// The thread calls the vocabulary: what it takes until its next call, it took here.
  void called(std::uint32_t instance, std::string call, std::string place);
  void store(system::Cell cell, system::Value after);
  void load(system::Cell cell, system::Value value) { last_ = {cell, value}; }
  void forget_loads() { last_ = {0, 0}; }

  std::vector<Hold> held_by(std::uint32_t instance) const;
  /// What the thread waits for whose step was blocked just now; nothing if it is no lock.
  std::optional<Wait> waited_for() const;

 private:
  struct Taken {
    std::string lock, call, place;
  };
  void set(system::Cell cell, std::uint32_t instance, bool holds);
  std::vector<std::uint32_t> holders(const std::string& lock) const;

  const system::TransitionSystem& system_;
  std::vector<std::pair<std::string, std::string>> calls_;         ///< of each thread the last: call and place
  std::map<std::pair<system::Cell, std::uint32_t>, Taken> taken_;  ///< by cell and instance
  std::pair<system::Cell, system::Value> last_ = {0, 0};
};

/// "waits at deadlock.race:7: spin_lock(&b), which two holds since deadlock.race:13: spin_lock(&b)"
std::string tell_waiting(const std::vector<Standing>& standing, std::uint32_t instance);

/// One line for each thread that waits for ever: where, for what, who holds that, and where it was taken.
std::vector<std::string> tell_deadlock(const std::vector<Standing>& standing);

/// One line for each lock that the thread holds.
std::vector<std::string> tell_holds(const Standing& standing);

}  // namespace pagerace::traces
