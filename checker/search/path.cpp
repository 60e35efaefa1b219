#include "checker/search/path.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

#include "checker/store/exact_store.hpp"

namespace pagerace::checker {
namespace {

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();

/// The states of one level from which the finding can be reached in time, and for each thread the fewest changes of
/// thread on the way if that thread takes the next step (kNever: it is on no such way).
class Layer {
 public:
  Layer(std::uint32_t words, std::size_t threads)
      : threads_(threads), states_(words, std::make_shared<Budget>(), kChunkWords), set_(states_) {}

  const std::uint32_t* find(const Word* state) const {
    const auto index = set_.find(state);
    return index ? &changes_[*index * threads_] : nullptr;
  }
  std::uint32_t* add(const Word* state) {
    const Inserted inserted = set_.insert(state);
    if (inserted.is_new) changes_.resize(changes_.size() + threads_, kNever);
    return &changes_[inserted.index * threads_];
  }
  bool empty() const { return states_.size() == 0; }

 private:
  static constexpr std::uint32_t kChunkWords = 512;  // most layers are small, and there may be many

  std::size_t threads_;
  Log states_;
  ExactStore set_;
  std::vector<std::uint32_t> changes_;
};

/// The fewest changes of thread from a state on, counting one from `thread` to whoever comes next.
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

class Rebuilder {
 public:
  Rebuilder(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding)
      : log_(log),
        finding_(finding),
        interpreter_(system),
        threads_(std::max<std::size_t>(system.instances.size(), 1)) {}

  Path run() {
    const std::uint32_t length = finding_.step ? finding_.depth - 1 : finding_.depth;
    if (length >= log_.levels()) throw std::logic_error("the finding is deeper than the log");
    layers_.push_back(last_layer());
    for (std::uint32_t depth = length; depth-- > 0;) layers_.push_back(layer_before(depth));
    return walk();
  }

 private:
  using LayerPtr = std::unique_ptr<Layer>;  // a layer has an address: its set refers to its log

  /// A state that is wrong by itself costs nothing more whoever would be next; a step that fails has its thread.
  LayerPtr last_layer() const {
    auto layer = std::make_unique<Layer>(log_.words(), threads_);
    std::uint32_t* changes = layer->add(finding_.state.data());
    if (finding_.step) {
      changes[finding_.step->instance] = 0;
    } else {
      std::fill_n(changes, threads_, 0);
    }
    return layer;
  }

  LayerPtr layer_before(std::uint32_t depth) {
    const Layer& after = *layers_.back();
    auto layer = std::make_unique<Layer>(log_.words(), threads_);
    log_.for_each(depth, [&](const Word* states, std::uint64_t count) {
      for (; count > 0; --count, states += log_.words()) add_ways(states, after, *layer);
    });
    if (layer->empty()) throw std::logic_error("no state of the log leads to the finding");
    return layer;
  }

  void add_ways(const Word* state, const Layer& after, Layer& layer) {
    interpreter_.successors(state, [&](const Successor& step) {
      const std::uint32_t* rest = step.failure != nullptr ? nullptr : after.find(step.state);
      if (rest == nullptr) return;
      std::uint32_t& changes = layer.add(state)[step.instance];
      changes = std::min(changes, fewest_after(rest, threads_, step.instance));
    });
  }

  /// Forward through the layers: always the first step that keeps the cost at its least.
  Path walk() {
    Path path;
    std::vector<Word> state = start(path);
    std::uint32_t last = kNever;
    for (std::size_t left = layers_.size() - 1; left > 0; --left) {
      const std::uint32_t* changes = layers_[left]->find(state.data());
      const std::uint32_t goal = last == kNever ? fewest(changes, threads_) : fewest_after(changes, threads_, last);
      path.steps.push_back(best_step(state, *layers_[left - 1], last, goal));
      last = path.steps.back().instance;
    }
    if (finding_.step) path.steps.push_back(*finding_.step);
    return path;
  }

  std::vector<Word> start(Path& path) {
    std::vector<Word> state;
    std::uint32_t least = kNever;
    interpreter_.initial([&](const Successor& way) {
      const std::uint32_t* changes = way.failure != nullptr ? nullptr : layers_.back()->find(way.state);
      if (changes == nullptr || fewest(changes, threads_) >= least) return;
      least = fewest(changes, threads_);
      state.assign(way.state, way.state + log_.words());
      path.initial.assign(way.choices.begin(), way.choices.end());
    });
    if (least == kNever) throw std::logic_error("no initial state leads to the finding");
    return state;
  }

  /// Moves `state` on.
  Step best_step(std::vector<Word>& state, const Layer& after, std::uint32_t last, std::uint32_t goal) {
    std::vector<Word> next;
    Step best{kNever, {}};
    interpreter_.successors(state.data(), [&](const Successor& step) {
      if (step.failure != nullptr || best.instance != kNever) return;
      const std::uint32_t* rest = after.find(step.state);
      if (rest == nullptr) return;
      const std::uint32_t change = last == kNever || last == step.instance ? 0 : 1;
      if (fewest_after(rest, threads_, step.instance) + change != goal) return;
      best = {step.instance, {step.choices.begin(), step.choices.end()}};
      next.assign(step.state, step.state + log_.words());
    });
    if (best.instance == kNever) throw std::logic_error("a way to the finding ends early");
    state = std::move(next);
    return best;
  }

  const LevelLog& log_;
  const Finding& finding_;
  Interpreter interpreter_;
  std::size_t threads_;
  std::vector<LayerPtr> layers_;  ///< from the finding back to the start
};

}  // namespace

Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding) {
  if (finding.start) return {*finding.start, {}};
  return Rebuilder(system, log, finding).run();
}

}  // namespace pagerace::checker
