#include "tests/reference/graph.hpp"

#include "checker/store/hash.hpp"

namespace pagerace::checker::reference {

std::size_t VertexHash::operator()(const Vertex& vertex) const {
  return hash_state(vertex.state.data(), static_cast<std::uint32_t>(vertex.state.size())) + (vertex.is_wreck ? 1 : 0);
}

Edge Graph::edge(const Transition& transition) const {
  Edge edge;
  if (transition.failure != kNoFailure) {
    edge.to.is_wreck = true;
  } else {
    edge.to.state.assign(transition.state, transition.state + words_);
  }
  edge.instance = transition.thread;
  edge.choices = choices_of(transition);
  edge.reports.assign(transition.reports, transition.reports + transition.report_count);
  edge.failure = transition.failure;
  return edge;
}

void Graph::add(std::vector<Edge>& edges, const Transition& transition) const {
  if (edges.size() == most_edges_) throw TooLarge{};
  edges.push_back(edge(transition));
}

std::vector<Edge> Graph::starts() const {
  std::vector<Edge> edges;
  interpreter_.starts([&](const Transition& transition) { add(edges, transition); });
  return edges;
}

std::vector<Edge> Graph::steps(const Vertex& from) const {
  std::vector<Edge> edges;
  if (from.is_wreck) return edges;
  interpreter_.successors(from.state.data(), [&](const Transition& transition) {
    add(edges, transition);
    edges.back().from = from;
  });
  return edges;
}

std::pair<OutEdgeIterator, OutEdgeIterator> out_edges(const Vertex& vertex, const Graph& graph) {
  const auto edges = std::make_shared<const std::vector<Edge>>(graph.steps(vertex));
  return {OutEdgeIterator(edges, 0), OutEdgeIterator(edges, edges->size())};
}

std::size_t out_degree(const Vertex& vertex, const Graph& graph) { return graph.steps(vertex).size(); }

}  // namespace pagerace::checker::reference
