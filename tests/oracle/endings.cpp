#include "tests/oracle/endings.hpp"

#include <algorithm>

namespace pagerace::oracle {

namespace {

/// Adds every state with a successor in the set.
void close(const std::vector<EndingState>& states, std::vector<bool>& set) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = states.size(); i-- > 0;) {
      const auto is_in = [&set](std::size_t next) { return set[next]; };
      if (set[i] || std::none_of(states[i].next.begin(), states[i].next.end(), is_in)) continue;
      set[i] = changed = true;
    }
  }
}

}  // namespace

EndingsFound endings_of(const std::vector<EndingState>& states) {
  std::vector<bool> moves, ends;
  for (const EndingState& state : states) moves.push_back(state.is_end || state.fails || state.is_served);
  close(states, moves);
  for (std::size_t i = 0; i < states.size(); ++i) ends.push_back(states[i].is_end || states[i].fails || !moves[i]);
  close(states, ends);
  const auto is_missing = [](const std::vector<bool>& set) { return std::count(set.begin(), set.end(), false) > 0; };
  return {is_missing(moves), is_missing(ends)};
}

}  // namespace pagerace::oracle
