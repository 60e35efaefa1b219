#include "traces/trace.hpp"

#include <fmt/format.h>

#include <tuple>

namespace pagerace::traces {

bool Event::operator==(const Event& other) const {
  const auto key = [](const Event& event) {
    return std::tie(event.kind, event.text, event.callee, event.arguments, event.object, event.before, event.after,
                    event.place, event.depth, event.is_ghost, event.vocabulary, event.is_detail, event.is_local);
  };
  return key(*this) == key(other);
}

std::string told(const Event& event) {
  if (event.kind != Event::Kind::Enter) return event.text;
  return fmt::format("{}({})", event.callee, fmt::join(event.arguments, ", "));
}

unsigned switches(const Trace& trace) {
  unsigned count = 0;
  for (std::size_t i = 1; i < trace.steps.size(); i++)
    if (trace.steps[i].step.instance != trace.steps[i - 1].step.instance) count++;
  return count;
}

}  // namespace pagerace::traces
