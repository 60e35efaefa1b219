// Collects what the interpreter calls its sink with.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/result.hpp"
#include "model/system/state.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker::testing {

using system::Cell;

struct TakenTransition {
  std::vector<Word> state;
  std::uint32_t thread = 0;
  std::vector<Value> choices;
  std::vector<std::uint32_t> reports;
  const system::Failure* failure = nullptr;
};

inline TakenTransition copy(const Transition& from, std::uint32_t words) {
  TakenTransition taken;
  taken.state.assign(from.state, from.state + words);
  taken.thread = from.thread;
  taken.choices = choices_of(from);
  taken.reports.assign(from.reports, from.reports + from.report_count);
  return taken;
}

/// Replaying a step says in which words it fails.
inline std::vector<TakenTransition> starts(const system::TransitionSystem& system, Interpreter& interpreter) {
  std::vector<TakenTransition> all;
  interpreter.starts([&](const Transition& transition) { all.push_back(copy(transition, system.words)); });
  Observer observer;
  for (TakenTransition& taken : all) taken.failure = interpreter.replay_initial(taken.choices, observer).failure;
  return all;
}

inline std::vector<TakenTransition> steps(const system::TransitionSystem& system, Interpreter& interpreter,
                                          const TakenTransition& from) {
  std::vector<TakenTransition> all;
  std::vector<std::uint32_t> failures;
  interpreter.successors(from.state.data(), [&](const Transition& transition) {
    all.push_back(copy(transition, system.words));
    failures.push_back(transition.failure);
  });
  Observer observer;
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].failure = interpreter.replay(from.state.data(), all[i].thread, all[i].choices, observer).failure;
    const bool fails = all[i].failure != nullptr;
    REQUIRE(fails == (failures[i] != kNoFailure));
    if (fails) CHECK(subject_of(system, failures[i]) == Subject{all[i].failure->property, all[i].failure->check});
  }
  return all;
}

inline Value value_of(const system::TransitionSystem& system, const TakenTransition& taken, Cell cell) {
  return system::get(system, taken.state.data(), system.cell_storage[cell]);
}

}  // namespace pagerace::checker::testing
