#include "tests/reference/explore.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/property_map.hpp>
#include <vector>

namespace pagerace::checker::reference {
namespace {

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));

/// Counts edges as they are looked at, and states as they are discovered.
class Counter : public boost::default_bfs_visitor {
 public:
  Counter(Explored& explored, std::uint64_t limit) : explored_(explored), limit_(limit) {}

  void examine_edge(const Edge&, const Graph&) {
    if (++explored_.transitions > limit_) throw TooLarge{};
  }
  void tree_edge(const Edge& edge, const Graph&) {
    if (edge.to.is_wreck) return;
    const std::uint32_t distance = explored_.distances.at(edge.from) + 1;
    explored_.distances.emplace(edge.to, distance);
    explored_.depth = std::max(explored_.depth, distance);
    if (explored_.states() > limit_) throw TooLarge{};
  }

 private:
  Explored& explored_;
  std::uint64_t limit_;
};

}  // namespace

std::optional<Explored> explore(const Graph& graph, std::uint64_t limit) {
  Explored explored;
  std::vector<Vertex> sources;
  std::unordered_map<Vertex, boost::default_color_type, VertexHash> colors;  // what is missing is white
  boost::queue<Vertex> queue;
  try {
    for (const Edge& start : graph.starts()) {
      if (!start.to.is_wreck && explored.distances.emplace(start.to, 0).second) sources.push_back(start.to);
    }
    boost::breadth_first_visit(graph, sources.begin(), sources.end(), queue, Counter(explored, limit),
                               boost::make_assoc_property_map(colors));
  } catch (const TooLarge&) {
    return std::nullopt;
  }
  return explored;
}

}  // namespace pagerace::checker::reference
