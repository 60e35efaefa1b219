#include "tests/search/cube.hpp"

#include "checker/execute/interpreter.hpp"
#include "checker/search/expand.hpp"
#include "checker/search/local_sink.hpp"

namespace pagerace::checker::test {
namespace {

class Interpreting final : public Expander {
 public:
  Interpreting(const system::TransitionSystem& system, Visited& visited) : engine_(system), visited_(visited) {}
  bool expand(Worker& worker, const Word* states, std::uint32_t count) override {
    return visited_.with_table([&](auto& table) {
      LocalSink sink(engine_, table, worker);
      return checker::expand(engine_, steps_, canonical_, sink, worker, states, count);
    });
  }
  bool start(Worker& worker, const StartListener& listener) override {
    return visited_.with_table([&](auto& table) {
      LocalSink sink(engine_, table, worker);
      return add_starts(engine_, canonical_, sink, listener);
    });
  }
  const Coverage& coverage() const override { return engine_.coverage(); }

 private:
  Interpreter engine_;
  Visited& visited_;
  AllSteps steps_;
  Identity canonical_;
};

class Listener final : public LevelListener {
 public:
  explicit Listener(Found& found) : found_(found) {}
  std::vector<std::uint32_t> undecided() const override { return {}; }
  void started(const Observations&, bool) override {}
  void expanded(const Observations& observations, std::uint32_t depth) override {
    if (observations.empty()) return;
    found_.seen_at.push_back(depth);
    Observations copy = observations;
    for (const Observations::Slot* slot : copy.slots()) {
      if (!found_.first_seen && *slot) found_.first_seen = *slot;
    }
  }
  bool wants_stop() const override { return false; }

 private:
  Found& found_;
};

}  // namespace

Cube::Cube(int threads) {
  using system::testing::CodeBuilder;
  std::vector<system::Cell> cells;
  for (int i = 0; i < threads; ++i) cells.push_back(builder.cell("bit" + std::to_string(i), {0, 1}));
  for (int i = 0; i < threads; ++i) {
    CodeBuilder code = builder.thread("setter" + std::to_string(i));
    code.yield();
    if (i == 0) code.report(code.load(cells.back()));
    code.store(cells[static_cast<std::size_t>(i)], code.constant(1));
    code.end();
  }
  system = &builder.finish();
  states = std::uint64_t{1} << threads;
  transitions = static_cast<std::uint64_t>(threads) * states / 2;
}

void ManyEngines::poll() {
  if (++looks_ % 8 == 0) ++generation_;
}

std::unique_ptr<Expander> ManyEngines::make(Visited& visited) {
  return std::make_unique<Interpreting>(system_, visited);
}

SnapshotShape shape_of(const Cube& cube) {
  const system::TransitionSystem& system = *cube.system;
  return {system.words,        system.marks.size(),     system.failures.size(),
          system.cells.size(), system.instances.size(), Observations(system, system.words, 0).slots().size()};
}

Found search(const Cube& cube, const SearchOptions& options, const Room& room, const MakeWriter& make_writer,
             const Load& load) {
  const system::TransitionSystem& system = *cube.system;
  const auto budget = std::make_shared<Budget>(room.budget);
  LogOptions how;
  how.hold_at_most = room.log;
  how.first_block = how.largest_block = room.log_block;
  LevelLog log(system.words, budget, how);
  std::optional<SearchSnapshot> from;
  if (load) from = load(log);
  Visited visited(StoreKind::Exact, state_shape(system), budget);
  const Limits limits(options);
  ManyEngines engines(system);
  Found found;
  Listener listener(found);
  const auto writer = make_writer ? make_writer(log) : nullptr;
  BreadthFirstSearch search(
      {system, options, limits, {}, engines, listener, log, visited, *budget, false, writer.get()});
  if (from) {
    search.resume(*from);
  } else {
    search.start();
  }
  found.stop = search.run();
  found.states = search.states();
  found.transitions = search.transitions();
  found.spilled = log.spilled_bytes();
  found.generations = engines.generation();
  for (std::size_t depth = 0; depth < log.levels(); ++depth) {
    found.levels.push_back(log.level_size(depth));
    log.for_each(depth, [&](const Word* states, std::uint64_t count) {
      for (; count > 0; --count, states += system.words) found.distinct.insert({states, states + system.words});
    });
  }
  return found;
}

}  // namespace pagerace::checker::test
