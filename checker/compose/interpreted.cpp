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
  Steps steps_;
  Canonical canonical_;
};

template <class Steps, class Canonical>
std::unique_ptr<Expander> make(const system::TransitionSystem& system, Visited& visited, Steps steps,
                               Canonical canonical) {
  return std::make_unique<Interpreting<Steps, Canonical>>(system, visited, std::move(steps), std::move(canonical));
}

template <class Canonical>
std::unique_ptr<Expander> make(const system::TransitionSystem& system, const partial_order::Plan* plan,
                               Visited& visited, Canonical canonical) {
  if (plan == nullptr) return make(system, visited, AllSteps{}, std::move(canonical));
  const auto cells = static_cast<std::uint32_t>(system.cells.size());
  return make(system, visited, partial_order::PersistentSteps(*plan, cells, system.words), std::move(canonical));
}

}  // namespace

std::unique_ptr<Expander> interpreting_expander(const system::TransitionSystem& system, const Reductions& reductions,
                                                Visited& visited) {
  if (reductions.symmetry() == nullptr) return make(system, reductions.partial_order(), visited, Identity{});
  return make(system, reductions.partial_order(), visited, reductions.symmetry()->canonical());
}

}  // namespace pagerace::checker
