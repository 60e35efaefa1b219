// Collects what the interpreter calls its sink with.
#pragma once

#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/system/state.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker::testing {

using system::Cell;

struct TakenTransition {
  std::vector<Word> state;
  std::uint32_t instance = 0;
  std::vector<Value> choices;
  std::vector<std::uint32_t> reports;
  const system::Failure* failure = nullptr;
};

inline TakenTransition copy(const Successor& from, std::uint32_t words) {
  TakenTransition transition;
  transition.state.assign(from.state, from.state + words);
  transition.instance = from.instance;
  transition.choices.assign(from.choices.begin(), from.choices.end());
  transition.reports.assign(from.reports.begin(), from.reports.end());
  transition.failure = from.failure;
  return transition;
}

inline std::vector<TakenTransition> starts(const system::TransitionSystem& system, Interpreter& interpreter) {
  std::vector<TakenTransition> taken;
  interpreter.initial([&](const Successor& transition) { taken.push_back(copy(transition, system.words)); });
  return taken;
}

inline std::vector<TakenTransition> steps(const system::TransitionSystem& system, Interpreter& interpreter,
                                          const TakenTransition& from) {
  std::vector<TakenTransition> taken;
  interpreter.successors(from.state.data(),
                         [&](const Successor& transition) { taken.push_back(copy(transition, system.words)); });
  return taken;
}

inline Value value_of(const system::TransitionSystem& system, const TakenTransition& transition, Cell cell) {
  return system::get(system, transition.state.data(), system.cell_storage[cell]);
}

}  // namespace pagerace::checker::testing
