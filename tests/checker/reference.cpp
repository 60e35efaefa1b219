#include <doctest/doctest.h>

#include <set>

#include "tests/reference/explore.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker::reference {
namespace {

using system::kNoRegister;
using system::testing::Builder;
using system::testing::CodeBuilder;

/// `count` threads that each store 1 into a variable of their own.
void add_setters(Builder& builder, int count) {
  for (int i = 0; i < count; ++i) {
    const auto cell = builder.cell("x" + std::to_string(i), {0, 1});
    CodeBuilder code = builder.thread("t" + std::to_string(i));
    code.yield();
    code.store(cell, code.constant(1));
    code.end();
  }
}

TEST_CASE("independent threads make a cube") {
  Builder builder;
  add_setters(builder, 4);
  const Graph graph(builder.finish());
  const auto explored = explore(graph, 1000);
  REQUIRE(explored.has_value());
  CHECK(explored->states() == 16);
  CHECK(explored->transitions == 32);
  CHECK(explored->depth == 4);
}

TEST_CASE("a space beyond the limit is refused") {
  Builder builder;
  add_setters(builder, 4);
  const Graph graph(builder.finish());
  CHECK(explore(graph, 32).has_value());
  CHECK_FALSE(explore(graph, 31).has_value());
}

TEST_CASE("a step that fails is an edge to the wreck, which is no state") {
  Builder builder;
  add_setters(builder, 1);
  CodeBuilder code = builder.thread("breaker");
  code.yield();
  code.fail(kNoRegister);
  code.end();
  const Graph graph(builder.finish());
  const auto explored = explore(graph, 1000);
  REQUIRE(explored.has_value());
  CHECK(explored->states() == 2);
  CHECK(explored->transitions == 3);
  CHECK(explored->depth == 1);
}

TEST_CASE("the graph is one that Boost's algorithms can walk") {
  Builder builder;
  add_setters(builder, 2);
  const Graph graph(builder.finish());
  const std::vector<Edge> starts = graph.starts();
  REQUIRE(starts.size() == 1);
  const Vertex start = starts[0].to;
  CHECK(out_degree(start, graph) == 2);
  std::set<std::vector<Word>> targets;
  const auto [first, last] = out_edges(start, graph);
  for (auto edge = first; edge != last; ++edge) {
    CHECK(source(*edge, graph) == start);
    targets.insert(target(*edge, graph).state);
  }
  CHECK(targets.size() == 2);
  CHECK_FALSE(targets.contains(start.state));
}

TEST_CASE("initial states that are alike are one") {
  Builder builder;
  const auto cell = builder.cell("x", {0, 1});
  CodeBuilder init = builder.init();
  init.choose(0, 5);
  init.store(cell, init.choose(0, 1));
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.store(cell, code.constant(1));
  code.end();
  const Graph graph(builder.finish());
  CHECK(graph.starts().size() == 12);
  const auto explored = explore(graph, 1000);
  REQUIRE(explored.has_value());
  CHECK(explored->states() == 3);  // x is 0 or 1; then it is 1 and the thread is done
  CHECK(explored->depth == 1);
}

}  // namespace
}  // namespace pagerace::checker::reference
