// Collects what the interpreter calls its sink with.
#pragma once

#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/system/state.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker::testing {

using system::Cell;

struct TakenWay {
  std::vector<Word> state;
  std::uint32_t instance = 0;
  std::vector<Value> choices;
  std::vector<std::uint32_t> reports;
  const system::Failure* failure = nullptr;
};

inline TakenWay copy(const Successor& from, std::uint32_t words) {
  TakenWay way;
  way.state.assign(from.state, from.state + words);
  way.instance = from.instance;
  way.choices.assign(from.choices.begin(), from.choices.end());
  way.reports.assign(from.reports.begin(), from.reports.end());
  way.failure = from.failure;
  return way;
}

inline std::vector<TakenWay> starts(const system::TransitionSystem& system, Interpreter& interpreter) {
  std::vector<TakenWay> ways;
  interpreter.initial([&](const Successor& way) { ways.push_back(copy(way, system.words)); });
  return ways;
}

inline std::vector<TakenWay> steps(const system::TransitionSystem& system, Interpreter& interpreter,
                                   const TakenWay& from) {
  std::vector<TakenWay> ways;
  interpreter.successors(from.state.data(), [&](const Successor& way) { ways.push_back(copy(way, system.words)); });
  return ways;
}

inline Value value_of(const system::TransitionSystem& system, const TakenWay& way, Cell cell) {
  return system::get(system, way.state.data(), system.cell_storage[cell]);
}

}  // namespace pagerace::checker::testing
