#include "tests/reference/endings.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <vector>

namespace pagerace::checker::reference {
namespace {

using Numbered = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
constexpr std::size_t kGoal = 0;  // a vertex that is no state; edges lead there from all that are wanted

/// For each vertex whether the goal can be reached from it.
std::vector<bool> reaches_goal(const Numbered& graph) {
  std::vector<boost::default_color_type> colors(num_vertices(graph));
  const auto map = boost::make_iterator_property_map(colors.begin(), get(boost::vertex_index, graph));
  boost::breadth_first_search(boost::make_reverse_graph(graph), kGoal, boost::color_map(map));
  std::vector<bool> reaches(colors.size());
  std::transform(colors.begin(), colors.end(), reaches.begin(),
                 [](auto color) { return color != boost::default_color_type::white_color; });
  return reaches;
}

struct State {
  std::uint32_t distance = 0;
  bool is_end = false, fails = false, moves = false, is_served = false;  ///< is_served: not only daemons move
};

}  // namespace

EndingsOf endings_of(const system::TransitionSystem& system, const Graph& graph, const Explored& explored) {
  const Interpreter interpreter(system);
  std::unordered_map<Vertex, std::size_t, VertexHash> numbers;
  for (const auto& [vertex, distance] : explored.distances) numbers.emplace(vertex, numbers.size() + 1);
  std::vector<State> states(numbers.size() + 1);
  Numbered steps(states.size());
  for (const auto& [vertex, distance] : explored.distances) {
    const std::size_t number = numbers.at(vertex);
    State& state = states[number];
    state.distance = distance;
    state.is_end = interpreter.all_done(vertex.state.data());
    for (const Edge& edge : graph.steps(vertex)) {
      state.moves = true;
      state.fails = state.fails || edge.to.is_wreck;
      state.is_served = state.is_served || !system.templates[system.instances[edge.instance].code].is_daemon;
      if (!edge.to.is_wreck) add_edge(number, numbers.at(edge.to), steps);
    }
  }
  Numbered to_moves = steps;
  for (std::size_t n = 1; n < states.size(); ++n) {
    if (states[n].is_end || states[n].fails || states[n].is_served) add_edge(n, kGoal, to_moves);
  }
  const std::vector<bool> can_move = reaches_goal(to_moves);
  Numbered to_ends = steps;
  for (std::size_t n = 1; n < states.size(); ++n) {
    if (states[n].is_end || states[n].fails || !can_move[n]) add_edge(n, kGoal, to_ends);
  }
  const std::vector<bool> can_end = reaches_goal(to_ends);
  EndingsOf endings;
  const auto lower = [](std::optional<std::uint32_t>& least, std::uint32_t to) {
    least = std::min(least.value_or(to), to);
  };
  for (std::size_t n = 1; n < states.size(); ++n) {
    if (!can_move[n]) lower(endings.deadlock_at, states[n].distance);
    if (can_end[n]) continue;
    ++endings.livelocks;
    lower(endings.livelock_at, states[n].distance);
  }
  return endings;
}

}  // namespace pagerace::checker::reference
