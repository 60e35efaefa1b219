#include "traces/settle.hpp"

#include <iterator>

namespace pagerace::traces {

namespace {

bool is_mark(const Event& event) {
  return event.kind == Event::Kind::Statement || event.kind == Event::Kind::Enter || event.kind == Event::Kind::Leave;
}

/// Finds where the events of the next step begin: after the last event that is not a mark, and after the last return
/// from a call that was open at that point.
std::size_t next_step(const std::vector<Event>& events) {
  std::size_t begin = events.size();
  while (begin > 0 && is_mark(events[begin - 1])) begin--;
  int depth = 0;
  int least = 0;
  for (std::size_t i = begin; i < events.size(); i++) {
    if (events[i].kind == Event::Kind::Enter) depth++;
    if (events[i].kind == Event::Kind::Leave && --depth < least) {
      least = depth;
      begin = i + 1;
    }
  }
  return begin;
}

}  // namespace

void Settler::settle(std::uint32_t instance, bool at_end, std::vector<Event>& events) {
  const auto begin = events.begin() + static_cast<std::ptrdiff_t>(next_step(events));
  std::vector<Event> rest;
  if (at_end) {
    for (auto event = begin; event != events.end(); ++event) event->is_local = true;
  } else {
    rest.assign(std::make_move_iterator(begin), std::make_move_iterator(events.end()));
    events.erase(begin, events.end());
  }
  std::vector<Event>& waiting = pending_[instance];
  waiting.insert(waiting.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
  events = std::move(waiting);
  waiting = std::move(rest);
}

}  // namespace pagerace::traces
