#include "tests/native/compare.hpp"

#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/formula_queries.hpp"

namespace pagerace::native::testing {
namespace {

using checker::Footprint;
using checker::Interpreter;

/// A way as text, to be compared and shown.
std::string text_of(const Transition& transition, std::uint32_t words) {
  std::string text = "thread " + std::to_string(transition.thread);
  for (std::uint32_t i = 0; i < transition.choice_count; ++i)
    text += " choice " + std::to_string(transition.choices[i]);
  for (std::uint32_t i = 0; i < transition.report_count; ++i)
    text += " report " + std::to_string(transition.reports[i]);
  if (transition.failure != checker::kNoFailure) return text + " failure " + std::to_string(transition.failure);
  for (std::uint32_t i = 0; i < words; ++i) text += " " + std::to_string(transition.state[i]);
  return text;
}

using Touched = std::set<std::pair<Cell, bool>>;

std::string text_of(const Touched& touched) {
  std::string text;
  for (const auto& [cell, is_write] : touched) text += (is_write ? " write " : " read ") + std::to_string(cell);
  return text;
}

Touched touched_in(const Footprint& footprint, std::uint32_t cells) {
  Touched touched;
  for (Cell cell = 0; cell < cells; ++cell) {
    if ((footprint.reads()[cell / 64] >> cell % 64 & 1) != 0) touched.emplace(cell, false);
    if ((footprint.writes()[cell / 64] >> cell % 64 & 1) != 0) touched.emplace(cell, true);
  }
  return touched;
}

/// What one thread can do in a state, as one engine tells it.
struct Told {
  std::vector<std::string> transitions;
  Touched touched;
  std::uint32_t words = 0;
};

class Comparing {
 public:
  Comparing(const system::TransitionSystem& system, const Module& module)
      : system_(system), module_(module), interpreter_(system), worker_(module.create()) {}
  ~Comparing() { module_.destroy(worker_); }
  Comparing(const Comparing&) = delete;
  Comparing& operator=(const Comparing&) = delete;

  Comparison run(std::uint64_t most_states) {
    Interpreter other(system_);  // what init covers is none of native code's business
    other.starts([&](const Transition& transition) {
      if (transition.failure == checker::kNoFailure) find(transition.state);
    });
    while (!waiting_.empty() && result_.states < most_states && result_.difference.empty()) {
      const std::vector<Word> state = waiting_.front();
      waiting_.pop_front();
      ++result_.states;
      compare(state);
    }
    if (result_.difference.empty() && result_.too_long == 0) compare_coverage();
    return result_;
  }

 private:
  void find(const Word* state) {
    const std::vector<Word> found(state, state + system_.words);
    if (seen_.insert(found).second) waiting_.push_back(found);
  }

  void differ(const std::vector<Word>& state, const std::string& what) {
    if (!result_.difference.empty()) return;
    result_.difference = what + "\nin state";
    for (const Word word : state) result_.difference += " " + std::to_string(word);
  }

  void compare_formulas(const std::vector<Word>& state, checker::Moment moment) {
    const auto queries = static_cast<std::uint32_t>(checker::queries_of(system_).size());
    for (std::uint32_t query = 0; query < queries; ++query) {
      bool holds = false;
      const Expansion expansion = module_.probes->holds(worker_, query, moment, &holds);
      if (expansion != Expansion::Done) ++result_.too_long;
      if (expansion == Expansion::Contradiction) differ(state, "a formula contradicts itself");
      if (expansion == Expansion::Done && holds != interpreter_.holds(query, moment)) {
        differ(state, "formula " + std::to_string(query) + " is " + (holds ? "true" : "false") + " in native code");
      }
    }
  }

  void compare(const std::vector<Word>& state) {
    for (std::uint32_t thread = 0; thread < system_.instances.size(); ++thread) compare(state, thread);
    compare_formulas(state, state.data());
    for (const std::vector<Word>& after : std::exchange(after_, {}))
      compare_formulas(state, {state.data(), after.data()});
    if (module_.probes->all_done(worker_, state.data()) != interpreter_.all_done(state.data())) differ(state, "ends");
  }

  void compare(const std::vector<Word>& state, std::uint32_t thread) {
    Told interpreted{{}, {}, system_.words};
    Footprint footprint(static_cast<std::uint32_t>(system_.cells.size()));
    const auto tell = [&](const Transition& transition) {
      ++result_.steps;
      interpreted.transitions.push_back(text_of(transition, system_.words));
      if (transition.failure != checker::kNoFailure) return;
      find(transition.state);
      after_.emplace_back(transition.state, transition.state + system_.words);
    };
    interpreter_.steps(state.data(), thread, tell, footprint);
    interpreted.touched = touched_in(footprint, static_cast<std::uint32_t>(system_.cells.size()));
    Told native{{}, {}, system_.words};
    const Expansion expansion = ask(state, thread, native);
    if (expansion == Expansion::Contradiction) differ(state, "native code contradicts itself");
    if (expansion == Expansion::TooLong) ++result_.too_long;
    if (expansion != Expansion::Done) return;
    if (native.transitions != interpreted.transitions)
      differ(state, difference(native.transitions, interpreted.transitions));
    if (native.touched == interpreted.touched) return;
    differ(state, "thread " + std::to_string(thread) + " touches: native code" + text_of(native.touched) +
                      "\ninterpreter" + text_of(interpreted.touched));
  }

  Expansion ask(const std::vector<Word>& state, std::uint32_t thread, Told& told) {
    const Probes::Sink sink = [](void* to, const Transition& transition) {
      Told& at = *static_cast<Told*>(to);
      at.transitions.push_back(text_of(transition, at.words));
    };
    const Probes::Touch touch = [](void* to, Cell cell, bool is_write) {
      static_cast<Told*>(to)->touched.emplace(cell, is_write);
    };
    return module_.probes->steps(worker_, state.data(), thread, &told, sink, touch);
  }

  static std::string difference(const std::vector<std::string>& native, const std::vector<std::string>& interpreted) {
    std::string text = "native code:";
    for (const std::string& transition : native) text += "\n  " + transition;
    text += "\ninterpreter:";
    for (const std::string& transition : interpreted) text += "\n  " + transition;
    return text;
  }

  void compare_coverage() {
    checker::Coverage native{std::vector<std::uint8_t>(module_.marks), std::vector<std::uint8_t>(module_.failures),
                             std::vector<std::uint8_t>(module_.cells)};
    module_.coverage(worker_, native.marks.data(), native.failures.data(), native.written.data());
    const checker::Coverage& interpreted = interpreter_.coverage();
    for (std::size_t i = 0; i < native.marks.size(); ++i) {
      if (native.marks[i] != interpreted.marks[i]) differ({}, "coverage of mark " + std::to_string(i));
    }
    for (std::size_t i = 0; i < native.failures.size(); ++i) {
      if (native.failures[i] != interpreted.failures[i]) differ({}, "coverage of failure " + std::to_string(i));
    }
    for (std::size_t i = 0; i < native.written.size(); ++i) {
      if (native.written[i] != interpreted.written[i]) differ({}, "whether cell " + std::to_string(i) + " is written");
    }
  }

  const system::TransitionSystem& system_;
  const Module& module_;
  Interpreter interpreter_;
  void* worker_;
  Comparison result_;
  std::set<std::vector<Word>> seen_;
  std::vector<std::vector<Word>> after_;  ///< the successors of the state at hand
  std::deque<std::vector<Word>> waiting_;
};

}  // namespace

Comparison compare(const system::TransitionSystem& system, const Module& module, std::uint64_t most_states) {
  return Comparing(system, module).run(most_states);
}

}  // namespace pagerace::native::testing
