// Assigns each mark to the step that readers expect it in.
#pragma once

#include <utility>
#include <vector>

#include "traces/trace.hpp"

namespace pagerace::traces {

/// After an access, the engine runs on up to the next one. For a reader, it therefore enters the call that contains the
/// next access one step too early. This class moves such marks to the thread's next step. Notes stay where they happen.
class Settler {
 public:
  explicit Settler(std::size_t threads) : pending_(threads) {}

  /// The events of a thread's beginning; all of them wait for its first step.
  void begin(std::uint32_t instance, std::vector<Event> events) { pending_[instance] = std::move(events); }
  /// Adds the events that waited to those of a thread's step, and cuts off those that belong to its next step. At the
  /// thread's end nothing waits: the remaining events are marked is_local.
  void settle(std::uint32_t instance, bool at_end, std::vector<Event>& events);

  /// What the thread has started but not finished.
  const std::vector<Event>& pending(std::uint32_t instance) const { return pending_[instance]; }

 private:
  std::vector<std::vector<Event>> pending_;
};

}  // namespace pagerace::traces
