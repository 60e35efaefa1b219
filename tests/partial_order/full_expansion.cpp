// Nobody is put off for ever: the locations that are chosen lie on every cycle.
#include "checker/reduce/partial_order/full_expansion.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "tests/partial_order/compare.hpp"
#include "tests/random/generator.hpp"

namespace pagerace::partial_order_tests {
namespace {

using namespace checker::partial_order;

/// Whether the thread can go round without a breaking location: in the plainest way, by taking away nodes that lead
/// nowhere.
bool has_cycle(const ControlPoints& nodes, const ThreadGraph& graph, const std::vector<bool>& fully_expanded) {
  std::vector<bool> is_left(nodes.count());
  for (std::uint32_t node = 0; node < nodes.count(); ++node) {
    is_left[node] = graph.nodes[node] && !fully_expanded[nodes.location_of(node)];
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t node = 0; node < nodes.count(); ++node) {
      if (!is_left[node]) continue;
      const auto& outcomes = graph.nodes[node]->outcomes;
      const bool goes_on = std::any_of(outcomes.begin(), outcomes.end(), [&](const StepOutcome& outcome) {
        return std::any_of(outcome.next.begin(), outcome.next.end(), [&](std::uint32_t next) { return is_left[next]; });
      });
      if (goes_on) continue;
      is_left[node] = false;
      changed = true;
    }
  }
  return std::find(is_left.begin(), is_left.end(), true) != is_left.end();
}

/// How many locations are breaking. `early`: what they cost, by location.
std::size_t check(const system::TransitionSystem& system, const std::function<double(std::size_t)>& cost) {
  AnalysisBudget budget{10'000'000};
  const std::vector<bool> guards = guards_of(system);
  const auto graphs = graphs_of(system, guards, 2048, budget);
  REQUIRE(graphs);
  std::size_t count = 0;
  for (std::size_t code = 0; code < graphs->size(); ++code) {
    const TemplateGraphs& own = (*graphs)[code];
    if (own.instances.empty()) continue;
    std::vector<ExpansionCost> costs(system.templates[code].locations.size());
    for (std::size_t i = 0; i < costs.size(); ++i) costs[i].alone = cost(i);
    const auto nothing = [](std::uint32_t, system::Register) { return false; };
    const auto fully_expanded = fully_expanded_locations(*own.nodes, own.instances, costs, nothing);
    for (const auto& graph : own.instances) CHECK_FALSE(has_cycle(*own.nodes, *graph, fully_expanded));
    for (std::size_t i = 0; i < fully_expanded.size(); ++i) {
      if (!fully_expanded[i]) continue;
      ++count;
      std::vector<bool> fewer = fully_expanded;
      fewer[i] = false;
      const bool is_needed = std::any_of(own.instances.begin(), own.instances.end(),
                                         [&](const auto& graph) { return has_cycle(*own.nodes, *graph, fewer); });
      CHECK(is_needed);
    }
  }
  return count;
}

TEST_CASE("breaking locations cut every cycle, and none is chosen for nothing") {
  std::size_t count = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const Loaded loaded = load_text(render(random::Generator(seed).program()));
    REQUIRE(loaded.system);
    count += check(*loaded.system, [seed](std::size_t at) { return static_cast<double>((at * 7 + seed) % 5); });
  }
  CHECK(count > 20);
}

TEST_CASE("a loop over pages is no cycle, a loop for ever is one") {
  const std::string declarations = "struct item { bool mark; };\nstruct item items[3];\n";
  const Loaded once = load_text(declarations + "thread t { for (int i = 0; i < 3; i++) items[i].mark = true; }\n");
  REQUIRE(once.system);
  CHECK(check(*once.system, [](std::size_t) { return 0.0; }) == 0);
  const Loaded forever = load_text(declarations + "daemon thread t { for (;;) items[0].mark = !items[0].mark; }\n");
  REQUIRE(forever.system);
  CHECK(check(*forever.system, [](std::size_t) { return 0.0; }) == 1);
}

TEST_CASE("what another reduction exchanges makes a cycle of a line") {
  const Loaded loaded = load_text(
      "struct item { bool mark; };\nstruct item items[3];\nbool other;\n"
      "thread t { struct item *it = any(items); it->mark = true; if (it == &items[0]) it = &items[1]; it->mark = "
      "false; }\n");
  REQUIRE(loaded.system);
  CHECK(check(*loaded.system, [](std::size_t) { return 0.0; }) == 0);
  AnalysisBudget budget{1'000'000};
  const std::vector<bool> guards = guards_of(*loaded.system);
  const auto graphs = graphs_of(*loaded.system, guards, 2048, budget);
  REQUIRE(graphs);
  const TemplateGraphs& own = graphs->front();
  const std::vector<ExpansionCost> costs(loaded.system->templates[0].locations.size());
  const auto all = [](std::uint32_t, system::Register) { return true; };
  // Still a line: the locations follow one another.
  const auto fully_expanded = fully_expanded_locations(*own.nodes, own.instances, costs, all);
  CHECK(std::count(fully_expanded.begin(), fully_expanded.end(), true) == 0);
  const Loaded loop = load_text(
      "struct item { bool mark; };\nstruct item items[3];\n"
      "thread t { for (int i = 0; i < 3; i++) { struct item *it = &items[i]; it->mark = true; } }\n");
  REQUIRE(loop.system);
  const auto of_loop = graphs_of(*loop.system, guards_of(*loop.system), 2048, budget);
  REQUIRE(of_loop);
  const TemplateGraphs& looping = of_loop->front();
  const std::vector<ExpansionCost> loop_costs(loop.system->templates[0].locations.size());
  const auto exchanged = fully_expanded_locations(*looping.nodes, looping.instances, loop_costs, all);
  CHECK(std::count(exchanged.begin(), exchanged.end(), true) == 1);
}

}  // namespace
}  // namespace pagerace::partial_order_tests
