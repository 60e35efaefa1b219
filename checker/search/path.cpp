#include "checker/search/path.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include "checker/execute/interpreter.hpp"
#include "checker/search/lasso.hpp"
#include "checker/search/state_index.hpp"

namespace pagerace::checker {
namespace {

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();

/// The states of one level from which the finding can be reached in time. For each thread, it holds the fewest changes
/// of thread on such a path if that thread takes the next step (kNever: it is on no such path).
class Layer {
 public:
  Layer(std::uint32_t words, std::size_t threads) : threads_(threads), states_(words) {}

  const std::uint32_t* find(const Word* state) const {
    const std::uint64_t place = states_.find(state);
    return place != StateIndex::kNone ? &changes_[place * threads_] : nullptr;
  }
  std::uint32_t* add(const Word* state) {
    const std::uint64_t place = states_.add(state);
    if (changes_.size() < states_.size() * threads_) changes_.resize(states_.size() * threads_, kNever);
    return &changes_[place * threads_];
  }
  bool empty() const { return states_.empty(); }
  std::uint64_t size() const { return states_.size(); }
  const Word* operator[](std::uint64_t index) const { return states_[index]; }

 private:
  std::size_t threads_;
  StateIndex states_;
  std::vector<std::uint32_t> changes_;
};

/// The fewest changes of thread from a state on, including a change from `thread` to the next one.
std::uint32_t fewest_after(const std::uint32_t* changes, std::size_t threads, std::uint32_t thread) {
  std::uint32_t fewest = kNever;
  for (std::uint32_t next = 0; next < threads; ++next) {
    if (changes[next] != kNever) fewest = std::min(fewest, changes[next] + (next == thread ? 0 : 1));
  }
  return fewest;
}

std::uint32_t fewest(const std::uint32_t* changes, std::size_t threads) {
  return *std::min_element(changes, changes + threads);
}

/// The effect of a step, independent of its thread and source state.
struct Effect {
  std::optional<Subject> failure;  ///< what the step fails in
  std::vector<std::uint32_t> reports;
  std::vector<Word> after;  ///< the canonical state that it leads to
  /// Whether the formula that the finding is about is true of it: alike states before and after do not decide that.
  bool is_true = false;
  bool operator==(const Effect&) const = default;
};

class Rebuilder {
 public:
  Rebuilder(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding,
            const Canonicalise& canonical, const system::Predicate* formula)
      : system_(system),
        log_(log),
        finding_(finding),
        canonical_(canonical),
        formula_(formula),
        interpreter_(system),
        threads_(std::max<std::size_t>(system.instances.size(), 1)),
        length_(finding.step ? finding.depth - 1 : finding.depth) {}

  Path run() {
    if (length_ >= log_.levels()) throw std::logic_error("the finding is deeper than the log");
    add_last_layer();
    for (std::uint32_t depth = length_; depth-- > 0;) add_layer_before(depth);
    if (canonical_) make_concrete();
    return walk();
  }

 private:
  static constexpr std::uint64_t kMostConcrete = 1 << 16;

  const Word* standing_for(const Word* state) const { return canonical_ ? canonical_(state) : state; }
  Layer new_layer() const { return Layer(log_.words(), threads_); }

  /// A bad state costs nothing, whichever thread would be next; a failing step belongs to its thread.
  void add_last_layer() {
    layers_.push_back(new_layer());
    std::uint32_t* changes = layers_.back().add(finding_.state.data());
    if (finding_.step) {
      changes[finding_.step->instance] = 0;
    } else {
      std::fill_n(changes, threads_, 0);
    }
  }

  void add_layer_before(std::uint32_t depth) {
    Layer layer = new_layer();
    log_.for_each(depth, [&](const Word* states, std::uint64_t count) {
      for (; count > 0; --count, states += log_.words())
        add_steps(states, layers_.back(), layer, canonical_ != nullptr);
    });
    if (layer.empty()) throw std::logic_error("no state of the log leads to the finding");
    layers_.push_back(std::move(layer));
  }

  void add_steps(const Word* state, const Layer& after, Layer& layer, bool is_canonical) {
    interpreter_.successors(state, [&](const Transition& step) {
      if (step.failure != kNoFailure) return;
      const std::uint32_t* rest = after.find(is_canonical ? canonical_(step.state) : step.state);
      if (rest == nullptr) return;
      std::uint32_t& changes = layer.add(state)[step.thread];
      changes = std::min(changes, fewest_after(rest, threads_, step.thread));
    });
  }

  // From layers of canonical states to layers of real states.

  /// Finds the real states from the start on: those whose canonical state is in their layer. Each of them has a step to
  /// the next layer, since it can do the same as its canonical state. After that, they are processed backwards like the
  /// levels of a log.
  void make_concrete() {
    std::vector<Layer> allowed = std::exchange(layers_, {});
    std::vector<Layer> concrete;
    concrete.push_back(new_layer());
    interpreter_.starts(
        [&](const Transition& transition) { add_concrete(transition, allowed.back(), concrete.back()); });
    while (allowed.size() > 1) {
      allowed.pop_back();
      const Layer& before = concrete.back();
      Layer layer = new_layer();
      for (std::uint64_t i = 0; i < before.size() && layer.size() < kMostConcrete; ++i) {
        interpreter_.successors(before[i], [&](const Transition& step) { add_concrete(step, allowed.back(), layer); });
      }
      concrete.push_back(std::move(layer));
    }
    add_last_concrete(concrete.back());
    for (concrete.pop_back(); !concrete.empty(); concrete.pop_back()) {
      Layer layer = new_layer();
      for (std::uint64_t i = 0; i < concrete.back().size(); ++i) {
        add_steps(concrete.back()[i], layers_.back(), layer, false);
      }
      layers_.push_back(std::move(layer));
    }
  }

  void add_concrete(const Transition& step, const Layer& allowed, Layer& layer) const {
    if (step.failure == kNoFailure && allowed.find(canonical_(step.state)) != nullptr) layer.add(step.state);
  }

  void add_last_concrete(const Layer& states) {
    layers_.push_back(new_layer());
    if (finding_.step) find_effect();
    for (std::uint64_t i = 0; i < states.size(); ++i) {
      if (!finding_.step) {
        std::fill_n(layers_.back().add(states[i]), threads_, 0);
        continue;
      }
      interpreter_.successors(states[i], [&](const Transition& step) {
        if (effect_of(states[i], step) == effect_) layers_.back().add(states[i])[step.thread] = 0;
      });
    }
  }

  void find_effect() {
    interpreter_.successors(finding_.state.data(), [&](const Transition& step) {
      if (step_of(step) == *finding_.step) effect_ = effect_of(finding_.state.data(), step);
    });
  }

  Effect effect_of(const Word* state, const Transition& step) {
    Effect effect;
    effect.reports.assign(step.reports, step.reports + step.report_count);
    if (step.failure != kNoFailure) {
      effect.failure = subject_of(system_, step.failure);
    } else {
      const Word* after = standing_for(step.state);
      effect.after.assign(after, after + log_.words());
      effect.is_true = formula_ != nullptr && interpreter_.holds(*formula_, {state, step.state});
    }
    return effect;
  }

  /// Goes forward through the layers, always by the first step that keeps the cost minimal.
  Path walk() {
    Path path;
    std::vector<Word> state = start(path);
    std::uint32_t last = kNever;
    for (std::size_t left = layers_.size() - 1; left > 0; --left) {
      const std::uint32_t* changes = layers_[left].find(state.data());
      const std::uint32_t goal = last == kNever ? fewest(changes, threads_) : fewest_after(changes, threads_, last);
      path.steps.push_back(best_step(state, layers_[left - 1], last, goal));
      last = path.steps.back().instance;
    }
    if (finding_.step) path.steps.push_back(canonical_ ? last_step(state, last) : *finding_.step);
    if (finding_.loop_start) add_loop(interpreter_, std::move(state), path);
    return path;
  }

  std::vector<Word> start(Path& path) {
    std::vector<Word> state;
    std::uint32_t least = kNever;
    interpreter_.starts([&](const Transition& transition) {
      const std::uint32_t* changes = transition.failure != kNoFailure ? nullptr : layers_.back().find(transition.state);
      if (changes == nullptr || fewest(changes, threads_) >= least) return;
      least = fewest(changes, threads_);
      state.assign(transition.state, transition.state + log_.words());
      path.initial = choices_of(transition);
    });
    if (least == kNever) throw std::logic_error("no initial state leads to the finding");
    return state;
  }

  /// Also moves `state` to the successor.
  Step best_step(std::vector<Word>& state, const Layer& after, std::uint32_t last, std::uint32_t goal) {
    std::vector<Word> next;
    Step best{kNever, {}};
    interpreter_.successors(state.data(), [&](const Transition& step) {
      if (step.failure != kNoFailure || best.instance != kNever) return;
      const std::uint32_t* rest = after.find(step.state);
      if (rest == nullptr) return;
      const std::uint32_t change = last == kNever || last == step.thread ? 0 : 1;
      if (fewest_after(rest, threads_, step.thread) + change != goal) return;
      best = step_of(step);
      next.assign(step.state, step.state + log_.words());
    });
    if (best.instance == kNever) throw std::logic_error("an execution to the finding ends early");
    state = std::move(next);
    return best;
  }

  /// The first step with the finding's effect, preferably by the thread that moved last.
  Step last_step(const std::vector<Word>& state, std::uint32_t last) {
    Step best{kNever, {}};
    interpreter_.successors(state.data(), [&](const Transition& step) {
      const bool is_better = best.instance == kNever || (best.instance != last && step.thread == last);
      if (!is_better || effect_of(state.data(), step) != effect_) return;
      best = step_of(step);
    });
    if (best.instance == kNever) throw std::logic_error("no step does what the finding's does");
    return best;
  }

  const system::TransitionSystem& system_;
  const LevelLog& log_;
  const Finding& finding_;
  const Canonicalise& canonical_;
  const system::Predicate* formula_;
  Interpreter interpreter_;
  std::size_t threads_;
  const std::uint32_t length_;
  std::vector<Layer> layers_;  ///< from the finding back to the start
  Effect effect_;              ///< of the finding's step, if states are canonical
};

}  // namespace

Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding,
                  const Canonicalise& canonical) {
  if (finding.start) return {*finding.start, {}};
  return Rebuilder(system, log, finding, canonical, nullptr).run();
}

Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Verdict& verdict,
                  const Canonicalise& canonical) {
  const Finding& finding = verdict.finding.value();
  if (finding.clause < 0 || !finding.step) return rebuild_path(system, log, finding, canonical);
  const system::Property& property = system.properties.at(static_cast<std::size_t>(verdict.subject.property));
  const system::Clause& clause = property.clauses.at(static_cast<std::size_t>(finding.clause));
  return Rebuilder(system, log, finding, canonical, &clause.formula.predicate).run();
}

}  // namespace pagerace::checker
