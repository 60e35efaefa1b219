#include "model/system/components.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace pagerace::system;

namespace {

using Matrix = std::vector<std::vector<bool>>;

Matrix reachable(std::uint32_t nodes, const GraphEdges& edges) {
  Matrix reached(nodes, std::vector<bool>(nodes, false));
  for (std::uint32_t node = 0; node < nodes; ++node) reached[node][node] = true;
  for (const auto& [from, to] : edges) reached[from][to] = true;
  for (std::uint32_t over = 0; over < nodes; ++over) {
    for (std::uint32_t from = 0; from < nodes; ++from) {
      for (std::uint32_t to = 0; to < nodes; ++to) {
        if (reached[from][over] && reached[over][to]) reached[from][to] = true;
      }
    }
  }
  return reached;
}

}  // namespace

TEST_CASE("a graph without nodes has no components") {
  CHECK(components_of(0, {}).count == 0);
  CHECK(components_of(0, {}).of.empty());
}

TEST_CASE("two nodes are of one component where each can be reached from the other") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::uint32_t nodes = 1 + random() % 9;
    GraphEdges edges;
    for (std::uint32_t i = random() % (2 * nodes); i > 0; --i) edges.emplace_back(random() % nodes, random() % nodes);
    const Components components = components_of(nodes, edges);
    const Matrix reached = reachable(nodes, edges);
    std::vector<bool> used(components.count, false);
    for (std::uint32_t a = 0; a < nodes; ++a) {
      REQUIRE(components.of[a] < components.count);
      used[components.of[a]] = true;
      for (std::uint32_t b = 0; b < nodes; ++b) {
        REQUIRE((components.of[a] == components.of[b]) == (reached[a][b] && reached[b][a]));
        if (reached[a][b]) REQUIRE(components.of[a] >= components.of[b]);
      }
    }
    for (const bool is_used : used) REQUIRE(is_used);
  }
}

TEST_CASE("a long chain needs no deep stack") {
  constexpr std::uint32_t kNodes = 1'000'000;
  GraphEdges edges;
  for (std::uint32_t node = 0; node + 1 < kNodes; ++node) edges.emplace_back(node, node + 1);
  CHECK(components_of(kNodes, edges).count == kNodes);
  edges.emplace_back(kNodes - 1, 0);
  CHECK(components_of(kNodes, edges).count == 1);
}
