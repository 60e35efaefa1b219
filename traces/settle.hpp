// Gives each mark to the step that its reader takes it to belong to.
#pragma once

#include <utility>
#include <vector>

#include "traces/trace.hpp"

namespace pagerace::traces {

/// The engine runs on after an access up to the next one, so the call that the next access is in has been entered a
/// step too early for a reader. Moves such marks to the thread's next step. Notes are told when they happen.
class Settler {
 public:
  explicit Settler(std::size_t threads) : pending_(threads) {}

  /// A thread's beginning: all of it waits for the first step.
  void begin(std::uint32_t instance, std::vector<Event> events) { pending_[instance] = std::move(events); }
  /// The events of a thread's step, completed with what waited and cut where its next step begins. At the thread's end
  /// nothing waits: what is left is marked is_local.
  void settle(std::uint32_t instance, bool at_end, std::vector<Event>& events);

  /// What the thread has begun and not done.
  const std::vector<Event>& pending(std::uint32_t instance) const { return pending_[instance]; }

 private:
  std::vector<std::vector<Event>> pending_;
};

}  // namespace pagerace::traces
