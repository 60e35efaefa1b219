#include "checker/compose/interpreted.hpp"

#include <utility>

#include "checker/execute/interpreter.hpp"
#include "checker/reduce/partial_order/persistent.hpp"
#include "checker/search/expand.hpp"
#include "checker/search/local_sink.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {
namespace {

template <class Steps, class Canonical>
class Interpreting : public Expander {
 public:
  Interpreting(const system::TransitionSystem& system, Visited& visited, Steps steps, Canonical canonical)
      : engine_(system), visited_(visited), steps_(std::move(steps)), canonical_(std::move(canonical)) {}

  bool expand(Worker& worker, const Word* states, std::uint32_t count) override {
    return with_sink(
        worker, [&](auto& sink) { return checker::expand(engine_, steps_, canonical_, sink, worker, states, count); });
  }
  bool start(Worker& worker, const StartListener& listener) override {
    return with_sink(worker, [&](auto& sink) { return add_starts(engine_, canonical_, sink, listener); });
  }
  const Coverage& coverage() const override { return engine_.coverage(); }

 private:
  template <class Body>
  bool with_sink(Worker& worker, Body&& body) {
    engine_.interrupt_when([&worker] { return worker.interrupted != nullptr && worker.interrupted(worker.host); });
    try {
      return visited_.with_table([&](auto& table) {
        LocalSink sink(engine_, table, worker);
        return body(sink);
      });
    } catch (const Interrupted&) {
      return false;
    }
  }

  Interpreter engine_;
  Visited& visited_;
  Steps steps_;
  Canonical canonical_;
};

template <class Steps, class Canonical>
class Reexpanding : public Successors {
 public:
  Reexpanding(const system::TransitionSystem& system, const Limits& limits, Steps steps, Canonical canonical)
      : engine_(system), limits_(limits), steps_(std::move(steps)), canonical_(std::move(canonical)) {
    engine_.interrupt_when([this] {
      limits_.check();
      return false;
    });
  }
  Reexpanding(const Reexpanding&) = delete;
  Reexpanding& operator=(const Reexpanding&) = delete;

  void of(const Word* state, partial_order::Mode mode, const Sink& sink) override {
    if constexpr (requires { steps_.mode; }) {
      steps_.mode = mode;
      if (mode.is_on) return reduced(state, sink);
    }
    bool wants_more = true;
    for (std::uint32_t thread = 0; thread < engine_.threads() && wants_more; ++thread) {
      engine_.steps(state, thread, [&](const Transition& transition) {
        wants_more = sink(canonised(transition));
        return wants_more;
      });
    }
  }
  bool all_done(const Word* state) const override { return engine_.all_done(state); }

 private:
  Transition canonised(Transition transition) {
    if (transition.failure == kNoFailure) transition.state = canonical_(transition.state);
    return transition;
  }

  void reduced(const Word* state, const Sink& sink) {
    bool wants_more = true;
    steps_(engine_, state, [&](const Transition& transition) {
      if (wants_more) wants_more = sink(canonised(transition));
    });
  }

  Interpreter engine_;
  const Limits& limits_;
  Steps steps_;
  Canonical canonical_;
};

/// Calls make(steps, canonical) for these reductions.
template <class Make>
auto with_reductions(const system::TransitionSystem& system, const Reductions& reductions, Make&& make) {
  const auto with_steps = [&](auto canonical) {
    const partial_order::Plan* const plan = reductions.partial_order();
    if (plan == nullptr) return make(AllSteps{}, std::move(canonical));
    const auto cells = static_cast<std::uint32_t>(system.cells.size());
    return make(partial_order::PersistentSteps(*plan, cells, system.words), std::move(canonical));
  };
  if (reductions.symmetry() == nullptr) return with_steps(Identity{});
  return with_steps(reductions.symmetry()->canonical());
}

}  // namespace

std::unique_ptr<Expander> interpreting_expander(const system::TransitionSystem& system, const Reductions& reductions,
                                                Visited& visited) {
  return with_reductions(system, reductions, [&](auto steps, auto canonical) -> std::unique_ptr<Expander> {
    return std::make_unique<Interpreting<decltype(steps), decltype(canonical)>>(system, visited, std::move(steps),
                                                                                std::move(canonical));
  });
}

std::unique_ptr<Successors> successors(const system::TransitionSystem& system, const Reductions& reductions,
                                       const Limits& limits) {
  return with_reductions(system, reductions, [&](auto steps, auto canonical) -> std::unique_ptr<Successors> {
    return std::make_unique<Reexpanding<decltype(steps), decltype(canonical)>>(system, limits, std::move(steps),
                                                                               std::move(canonical));
  });
}

}  // namespace pagerace::checker
