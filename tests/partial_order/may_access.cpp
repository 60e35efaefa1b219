// What the analysis says of threads against what they really do: every way out of every state, by what it touches.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "checker/reduce/partial_order/full_expansion.hpp"
#include "checker/reduce/partial_order/guard_values.hpp"
#include "checker/step/result.hpp"
#include "model/system/state.hpp"
#include "tests/partial_order/compare.hpp"
#include "tests/random/generator.hpp"

namespace pagerace::partial_order_tests {
namespace {

using namespace checker::partial_order;
using checker::Interpreter;

/// Notes what one way touches.
class Touching : public checker::Observer {
 public:
  explicit Touching(std::uint32_t cells) : reads(cells), writes(cells), stored_again(cells) {}
  void load(Cell cell, Value, const system::Access&) override { reads.add(cell); }
  void store(Cell cell, Value before, Value after, const system::Access&) override {
    (before == after ? stored_again : writes).add(cell);
  }
  Bits reads, writes, stored_again;
};

bool is_within(const Bits& part, Bits whole) { return !whole.unite(part); }

/// What is stored may happen to be there already. Of a way that fails nothing is left of what it stored.
bool is_foreseen(const Touching& touched, const Bits& reads, const Bits& writes, bool fails) {
  Bits any = reads;
  any.unite(writes);
  if (!is_within(touched.reads, reads)) return false;
  return fails || (is_within(touched.writes, writes) && is_within(touched.stored_again, any));
}

bool is_within(const MayAccess& part, const MayAccess& whole) {
  return is_within(part.reads, whole.reads) && is_within(part.writes, whole.writes);
}

struct Step {
  const Word* from = nullptr;
  const Word* to = nullptr;  ///< null where it fails
  std::uint32_t thread = 0;
  const Touching* touched = nullptr;
};

class Walk {
 public:
  explicit Walk(const system::TransitionSystem& system) : system_(system), guards_(guards_of(system)) {
    AnalysisBudget budget{10'000'000};
    graphs_ = graphs_of(system, guards_, 2048, budget);
    REQUIRE(graphs_);
    may_access_ = may_access_of(system, *graphs_);
    guard_values_ = guard_values_of(system, guards_, may_access_, budget);
  }

  std::uint32_t node(const Word* state, std::uint32_t thread) const {
    const system::ThreadInstance& own = system_.instances[thread];
    return (*graphs_)[own.code].nodes->node_of(system::raw(state, own.code_storage));
  }
  const ThreadGraph& graph(std::uint32_t thread) const { return *may_access_.graphs[thread]; }
  const MayAccess& later(const Word* state, std::uint32_t thread) const {
    return may_access_.of.at(&graph(thread))[node(state, thread)];
  }
  const std::vector<GuardValue>& guard_values() const { return guard_values_; }
  std::size_t steps() const { return steps_; }

  /// Every way out of the states, at most so many of these.
  void every(const std::set<State>& states, std::size_t most, const std::function<void(const Step&)>& check) {
    Interpreter interpreter(system_), replayer(system_);
    for (const State& state : states) {
      if (most-- == 0) return;
      interpreter.successors(state.data(), [&](const checker::Transition& transition) {
        Touching touching(static_cast<std::uint32_t>(system_.cells.size()));
        replayer.replay(state.data(), transition.thread, checker::choices_of(transition), touching);
        ++steps_;
        check({state.data(), transition.failure == checker::kNoFailure ? transition.state : nullptr, transition.thread,
               &touching});
      });
    }
  }

 private:
  const system::TransitionSystem& system_;
  std::vector<bool> guards_;
  std::optional<std::vector<TemplateGraphs>> graphs_;
  MayAccessSets may_access_;
  std::vector<GuardValue> guard_values_;
  std::size_t steps_ = 0;
};

bool leads_to(const StepSummary& summary, std::uint32_t node) {
  for (const StepOutcome& outcome : summary.outcomes) {
    for (std::uint32_t next : outcome.next) {
      if (next == node) return true;
    }
  }
  return false;
}

bool is_foreseen(const Walk& walk, const Step& step) {
  const auto& summary = walk.graph(step.thread).nodes[walk.node(step.from, step.thread)];
  if (!summary || !is_foreseen(*step.touched, summary->reads, summary->writes, false)) return false;
  const MayAccess& before = walk.later(step.from, step.thread);
  if (!is_foreseen(*step.touched, before.reads, before.writes, step.to == nullptr)) return false;
  if (step.to == nullptr) return summary->may_fail;
  return leads_to(*summary, walk.node(step.to, step.thread)) && is_within(walk.later(step.to, step.thread), before);
}

/// Where a guard holds a value, what is said of that case is true of the way too.
bool is_foreseen_while_kept(const system::TransitionSystem& system, const Walk& walk, const Step& step) {
  for (const GuardValue& held : walk.guard_values()) {
    const system::Storage& at = system.cell_storage[held.requirement.guard];
    if (system::get(system, step.from, at) != held.requirement.value) continue;
    const auto& may_access = held.may_access.at(&walk.graph(step.thread));
    const MayAccess& before = may_access[walk.node(step.from, step.thread)];
    if (!is_foreseen(*step.touched, before.reads, before.writes, step.to == nullptr)) return false;
    if (step.to == nullptr || system::get(system, step.to, at) != held.requirement.value) continue;
    if (!is_within(may_access[walk.node(step.to, step.thread)], before)) return false;
  }
  return true;
}

std::size_t check_all(const system::TransitionSystem& system) {
  const auto explored = explore_all(system, 20'000);
  if (!explored) return 0;
  Walk walk(system);
  std::size_t surprises = 0;
  walk.every(explored->states, 300, [&](const Step& step) {
    surprises += is_foreseen(walk, step) && is_foreseen_while_kept(system, walk, step) ? 0 : 1;
  });
  CHECK(surprises == 0);
  return walk.steps();
}

TEST_CASE("threads do nothing that the analysis does not know of") {
  const std::uint64_t seeds = std::min<std::uint64_t>(200, 2 * wanted_seeds());
  std::size_t steps = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Loaded loaded = load_text(render(random::Generator(seed).program()));
    REQUIRE(loaded.system);
    steps += check_all(*loaded.system);
  }
  CHECK(steps > 100 * seeds);
}

TEST_CASE("a driver that takes pages in order is done with those behind it") {
  const Loaded loaded = load(PAGERACE_SOURCE_DIR "/tests/models/partial-order/pages-in-order.race");
  REQUIRE(loaded.system);
  const auto explored = explore_all(*loaded.system, 20'000);
  REQUIRE(explored);
  Walk walk(*loaded.system);
  Cell first_mark = 0;
  for (Cell cell = 1; cell < loaded.system->cells.size() && first_mark == 0; ++cell) {
    if (loaded.system->cells[cell].name() == "pages[0].marked") first_mark = cell;
  }
  REQUIRE(first_mark != 0);
  std::size_t marking = 0, behind = 0;
  for (const State& state : explored->states) ++(walk.later(state.data(), 0).writes.has(first_mark) ? marking : behind);
  CHECK(marking > 0);
  CHECK(behind > marking);
}

TEST_CASE("a lock keeps others from what is only done under it") {
  const Loaded loaded = load(PAGERACE_SOURCE_DIR "/tests/models/partial-order/lock-keeps-out.race");
  REQUIRE(loaded.system);
  Walk walk(*loaded.system);
  bool is_kept_out = false;
  for (const GuardValue& held : walk.guard_values()) {
    for (const MayAccess& later : held.may_access.at(&walk.graph(1))) {
      is_kept_out = is_kept_out || (!later.reads.any() && !later.writes.any());
    }
  }
  CHECK(is_kept_out);
}

}  // namespace
}  // namespace pagerace::partial_order_tests
