// The transition system as a graph of the Boost Graph Library: a model of IncidenceGraph. Vertices are states, edges
// are steps. Slow and plain on purpose: it is what the engines are compared with, and it lets Boost's algorithms run on
// state spaces that are small.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/result.hpp"

namespace pagerace::checker::reference {

/// A vertex: a state by value, or the wreck, where every step that fails leads and nothing leads out of. The wreck is
/// no state; it is there because an edge has two ends and a failing step is a transition all the same.
struct Vertex {
  std::vector<Word> state;
  bool is_wreck = false;
  bool operator==(const Vertex&) const = default;
};

struct VertexHash {
  std::size_t operator()(const Vertex& vertex) const;
};

struct Edge {
  Vertex from, to;
  std::uint32_t instance = 0;
  std::vector<Value> choices;
  std::vector<std::uint32_t> reports;
  std::uint32_t failure = kNoFailure;
  bool operator==(const Edge&) const = default;
};

/// Walks the steps out of one vertex, which it shares with its copies. A default-made one is the end of none.
class OutEdgeIterator : public boost::iterator_facade<OutEdgeIterator, const Edge, boost::forward_traversal_tag> {
 public:
  OutEdgeIterator() = default;
  OutEdgeIterator(std::shared_ptr<const std::vector<Edge>> edges, std::size_t at) : edges_(std::move(edges)), at_(at) {}

 private:
  friend class boost::iterator_core_access;
  const Edge& dereference() const { return (*edges_)[at_]; }
  bool equal(const OutEdgeIterator& other) const { return edges_ == other.edges_ && at_ == other.at_; }
  void increment() { ++at_; }

  std::shared_ptr<const std::vector<Edge>> edges_;
  std::size_t at_ = 0;
};

/// More edges leave one vertex, or more ways to start there are, than was asked for.
struct TooLarge {};

/// The system must outlive it. Not thread-safe: it executes.
class Graph {
 public:
  /// A vertex with more than `most_edges` is never put together: a step of many choices would take all memory.
  explicit Graph(const system::TransitionSystem& system,
                 std::uint64_t most_edges = std::numeric_limits<std::uint64_t>::max())
      : words_(system.words), most_edges_(most_edges), interpreter_(system) {}

  /// Every way to start, in order: edges without a source. Throws TooLarge, as all that looks at edges does.
  std::vector<Edge> starts() const;
  std::vector<Edge> steps(const Vertex& from) const;
  const Coverage& coverage() const { return interpreter_.coverage(); }  ///< of all that was asked for so far

 private:
  Edge edge(const Transition& transition) const;
  void add(std::vector<Edge>& edges, const Transition& transition) const;
  std::uint32_t words_;
  std::uint64_t most_edges_;
  mutable Interpreter interpreter_;  ///< has scratch memory only
};

std::pair<OutEdgeIterator, OutEdgeIterator> out_edges(const Vertex& vertex, const Graph& graph);
std::size_t out_degree(const Vertex& vertex, const Graph& graph);
inline Vertex source(const Edge& edge, const Graph&) { return edge.from; }
inline Vertex target(const Edge& edge, const Graph&) { return edge.to; }

}  // namespace pagerace::checker::reference

namespace boost {

template <>
struct graph_traits<pagerace::checker::reference::Graph> {
  using vertex_descriptor = pagerace::checker::reference::Vertex;
  using edge_descriptor = pagerace::checker::reference::Edge;
  using out_edge_iterator = pagerace::checker::reference::OutEdgeIterator;
  using degree_size_type = std::size_t;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using traversal_category = incidence_graph_tag;
  static vertex_descriptor null_vertex() { return {}; }
};

}  // namespace boost
