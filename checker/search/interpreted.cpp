#include "checker/search/interpreted.hpp"

#include "checker/execute/engine.hpp"
#include "checker/search/expand.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {
namespace {

template <class Steps, class Canonical>
class Interpreting : public Expander {
 public:
  Interpreting(const system::TransitionSystem& system, Visited& visited, Steps steps, Canonical canonical)
      : engine_(system), visited_(visited), steps_(std::move(steps)), canonical_(std::move(canonical)) {}

  bool expand(Worker& worker, const Word* states, std::uint32_t count) override {
    return visited_.with_table(
        [&](auto& table) { return checker::expand(engine_, steps_, canonical_, table, worker, states, count); });
  }
  const Coverage& coverage() const override { return engine_.coverage(); }

 private:
  InterpreterEngine engine_;
  Visited& visited_;
  Steps steps_;
  Canonical canonical_;
};

template <class Steps, class Canonical>
std::unique_ptr<Expander> make(const system::TransitionSystem& system, Visited& visited, Steps steps,
                               Canonical canonical) {
  return std::make_unique<Interpreting<Steps, Canonical>>(system, visited, std::move(steps), std::move(canonical));
}

}  // namespace

std::unique_ptr<Expander> interpreting_expander(const system::TransitionSystem& system, const Reductions&,
                                                Visited& visited) {
  return make(system, visited, AllSteps{}, Identity{});
}

}  // namespace pagerace::checker
