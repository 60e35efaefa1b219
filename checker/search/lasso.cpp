#include "checker/search/lasso.hpp"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <utility>

#include "checker/search/closure.hpp"

namespace pagerace::checker {
namespace {

constexpr std::uint64_t kMostStates = 1u << 15;
constexpr std::uint32_t kNone = ~std::uint32_t{0};

using Numbers = std::vector<std::uint32_t>;

/// A way through the edges, found breadth first, from one node back to itself or to another: the nodes after `from`.
/// Only nodes for which `is_allowed` holds are passed. Empty if there is none.
template <class IsAllowed>
Numbers way(const Closure& closure, std::uint32_t from, std::uint32_t to, IsAllowed&& is_allowed) {
  std::vector<Numbers> after(closure.states.size());
  for (const auto& [source, target] : closure.edges) after[source].push_back(target);
  Numbers before(closure.states.size(), kNone);
  std::deque<std::uint32_t> next = {from};
  for (; !next.empty() && before[to] == kNone; next.pop_front()) {
    for (const std::uint32_t node : after[next.front()]) {
      if (before[node] != kNone || !is_allowed(node)) continue;
      before[node] = next.front();
      if (node != from) next.push_back(node);
    }
  }
  Numbers nodes;
  if (before[to] == kNone) return nodes;
  for (std::uint32_t node = to; nodes.empty() || node != from; node = before[node]) nodes.push_back(node);
  std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

/// The first node from which nothing leads out of its component again; if not all is known, the first one that lies on
/// a cycle at all. kNone if there is none.
std::uint32_t loop_node(const Closure& closure, const system::Components& components) {
  std::vector<bool> is_left(components.count, false), has_cycle(components.count, false);
  for (const auto& [from, to] : closure.edges) {
    const bool is_inside = components.of[from] == components.of[to];
    (is_inside ? has_cycle : is_left)[components.of[from]] = true;
  }
  for (std::uint32_t node = 0; node < components.of.size(); ++node) {
    const std::uint32_t component = components.of[node];
    if (has_cycle[component] && !(closure.is_whole && is_left[component])) return node;
  }
  return kNone;
}

/// Takes the first step that leads to the wanted state; with no such state, the first step of all.
void take(Interpreter& interpreter, std::vector<Word>& state, const Word* wanted, Path& path) {
  std::vector<Word> next;
  for (std::uint32_t thread = 0; thread < interpreter.threads() && next.empty(); ++thread) {
    interpreter.steps(state.data(), thread, [&](const Transition& step) {
      const bool is_it = step.failure == kNoFailure &&
                         (wanted == nullptr || std::equal(step.state, step.state + state.size(), wanted));
      if (!is_it) return true;
      path.steps.push_back(step_of(step));
      next.assign(step.state, step.state + state.size());
      return false;
    });
  }
  if (next.empty()) throw std::logic_error("an execution that should go on for ever ends");
  state = std::move(next);
}

/// Where there are too many states to see a cycle among them: sooner or later a state comes again.
void walk(Interpreter& interpreter, std::vector<Word> state, Path& path) {
  const std::size_t first = path.steps.size();
  StateIndex passed(interpreter.words());
  for (std::uint64_t number = passed.add(state.data()); number + 1 == passed.size();) {
    take(interpreter, state, nullptr, path);
    const std::uint64_t known = passed.find(state.data());
    if (known != StateIndex::kNone) path.loop_start = static_cast<std::uint32_t>(first + known);
    if (known != StateIndex::kNone) return;
    number = passed.add(state.data());
  }
}

}  // namespace

void add_loop(Interpreter& interpreter, std::vector<Word> state, Path& path) {
  const Closure closure = closure_of(interpreter, state.data(), kMostStates, [](const Transition&) { return true; });
  const auto count = static_cast<std::uint32_t>(closure.states.size());
  const system::Components components = system::components_of(count, closure.edges);
  const std::uint32_t node = loop_node(closure, components);
  if (node == kNone) return walk(interpreter, std::move(state), path);
  const auto follow = [&](const Numbers& nodes) {
    for (const std::uint32_t next : nodes) take(interpreter, state, closure.states[next], path);
  };
  if (node != 0) follow(way(closure, 0, node, [](std::uint32_t) { return true; }));
  path.loop_start = static_cast<std::uint32_t>(path.steps.size());
  const std::uint32_t component = components.of[node];
  follow(way(closure, node, node, [&](std::uint32_t next) { return components.of[next] == component; }));
}

}  // namespace pagerace::checker
