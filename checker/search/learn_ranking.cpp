#include "checker/search/learn_ranking.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <random>
#include <unordered_map>
#include <utility>

#include "checker/execute/interpreter.hpp"
#include "model/system/components.hpp"
#include "model/system/layout/encoding.hpp"

namespace pagerace::checker {
namespace {

constexpr std::uint32_t kSteps = 20'000;   ///< in all runs together
constexpr std::uint32_t kLongest = 2'000;  ///< steps of one run
constexpr std::uint32_t kMostWays = 16;    ///< of a step that are looked at
constexpr Word kMostCodes = Word{1} << 20;
constexpr std::uint16_t kUnknown = std::numeric_limits<std::uint16_t>::max();

/// The codes of the threads of one template, as the nodes of a graph.
class CodeGraph {
 public:
  void add(Word from, Word to) { edges_.emplace_back(node(from), node(to)); }

  /// Calls f(code, rank) for each code that was seen.
  template <class F>
  void rank(F&& f) {
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    const auto count = static_cast<std::uint32_t>(codes_.size());
    const system::Components components = system::components_of(count, edges_);
    const std::vector<std::uint32_t> inside = distances(components);
    std::vector<std::uint32_t> most(components.count, 0);  // the greatest distance
    for (std::uint32_t n = 0; n < count; ++n) most[components.of[n]] = std::max(most[components.of[n]], inside[n]);
    // Edges lead to components with lower numbers, so in this order the ranks behind a component are known.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> leaving;
    for (const auto& [from, to] : edges_) {
      if (components.of[from] != components.of[to]) leaving.emplace_back(components.of[from], components.of[to]);
    }
    std::sort(leaving.begin(), leaving.end());
    std::vector<std::uint32_t> base(components.count, 0);
    for (const auto& [from, to] : leaving) base[from] = std::max(base[from], base[to] + most[to] + 1);
    for (std::uint32_t n = 0; n < count; ++n) f(codes_[n], base[components.of[n]] + inside[n]);
  }

 private:
  std::uint32_t node(Word code) {
    const auto [place, is_new] = nodes_.try_emplace(code, static_cast<std::uint32_t>(codes_.size()));
    if (is_new) codes_.push_back(code);
    return place->second;
  }

  /// Of each node, to one of its component that has an edge out of it.
  std::vector<std::uint32_t> distances(const system::Components& components) const {
    std::vector<std::uint32_t> distance(codes_.size(), 0);
    std::vector<bool> is_known(codes_.size(), false);
    std::vector<std::vector<std::uint32_t>> before(codes_.size());
    std::deque<std::uint32_t> next;
    for (const auto& [from, to] : edges_) {
      if (components.of[from] == components.of[to]) {
        before[to].push_back(from);
      } else if (!is_known[from]) {
        is_known[from] = true;
        next.push_back(from);
      }
    }
    for (; !next.empty(); next.pop_front()) {
      for (const std::uint32_t from : before[next.front()]) {
        if (is_known[from]) continue;
        is_known[from] = true;
        distance[from] = distance[next.front()] + 1;
        next.push_back(from);
      }
    }
    return distance;
  }

  std::unordered_map<Word, std::uint32_t> nodes_;
  std::vector<Word> codes_;
  system::GraphEdges edges_;
};

/// Runs the program at random.
class Runs {
 public:
  Runs(const system::TransitionSystem& system, const Limits& limits)
      : system_(system), limits_(limits), interpreter_(system), graphs_(system.templates.size()) {
    interpreter_.interrupt_when([this] {
      limits_.check();
      return false;
    });
  }
  Runs(const Runs&) = delete;
  Runs& operator=(const Runs&) = delete;

  void take() {
    for (left_ = kSteps; left_ > 0;) {
      const std::uint32_t before = left_;
      run();
      if (left_ == before) return;  // nothing can run
    }
  }
  CodeGraph& graph(std::size_t number) { return graphs_[number]; }

 private:
  Word code_of(const Word* state, std::uint32_t thread) const {
    const system::Storage& at = system_.instances[thread].code_storage;
    return at.width == 0 ? 0 : state[at.word] >> at.shift & (~Word{0} >> (64 - at.width));
  }

  /// Keeps one of the transitions, each as likely as the others. Returns whether to look at more.
  bool look_at(const Transition& transition) {
    if (transition.failure == kNoFailure && random_() % ++seen_ == 0) {
      next_.assign(transition.state, transition.state + system_.words);
    }
    return ++looked_ < kMostWays;
  }

  void run() {
    limits_.check();
    seen_ = looked_ = 0;
    interpreter_.starts([this](const Transition& start) { return look_at(start); });
    if (seen_ == 0) return;
    state_.swap(next_);
    for (std::uint32_t steps = 0; steps < kLongest && left_ > 0; ++steps, --left_) {
      if (!step()) return;
    }
  }

  /// A step of some thread that has one; false if there is none.
  bool step() {
    const auto threads = static_cast<std::uint32_t>(system_.instances.size());
    const auto first = static_cast<std::uint32_t>(random_() % std::max<std::uint32_t>(threads, 1));
    for (std::uint32_t i = 0; i < threads; ++i) {
      const std::uint32_t thread = (first + i) % threads;
      CodeGraph& graph = graphs_[system_.instances[thread].code];
      const Word from = code_of(state_.data(), thread);
      seen_ = looked_ = 0;
      interpreter_.steps(state_.data(), thread, [&](const Transition& transition) {
        if (transition.failure == kNoFailure) graph.add(from, code_of(transition.state, thread));
        return look_at(transition);
      });
      if (seen_ == 0) continue;
      state_.swap(next_);
      return true;
    }
    return false;
  }

  const system::TransitionSystem& system_;
  const Limits& limits_;
  Interpreter interpreter_;
  std::vector<CodeGraph> graphs_;  ///< of each template
  std::mt19937 random_;            // the default seed: all runs of pagerace do the same
  std::uint32_t left_ = 0, seen_ = 0, looked_ = 0;
  std::vector<Word> state_, next_;
};

}  // namespace

LearntRanking::LearntRanking(const system::TransitionSystem& system, const Limits& limits)
    : by_code_(system.templates.size()) {
  Runs runs(system, limits);
  runs.take();
  for (std::size_t number = 0; number < system.templates.size(); ++number) {
    const Word codes = system::code_count(system.templates[number]);
    if (system.templates[number].is_daemon || codes > kMostCodes) continue;
    by_code_[number].assign(codes, kUnknown);
    runs.graph(number).rank([&](Word code, std::uint32_t rank) {
      by_code_[number][code] = static_cast<std::uint16_t>(std::min<std::uint32_t>(rank, kUnknown));
    });
  }
  for (const system::ThreadInstance& instance : system.instances) {
    const system::Storage& at = instance.code_storage;
    const std::vector<std::uint16_t>& ranks = by_code_[instance.code];
    const Word mask = at.width == 0 ? 0 : ~Word{0} >> (64 - at.width);
    const std::uint32_t word = mask == 0 ? 0 : at.word, shift = mask == 0 ? 0 : at.shift;
    threads_.push_back({word, shift, mask, ranks.size(), ranks.data()});
  }
  ranking_ = {threads_.data(), static_cast<std::uint32_t>(threads_.size())};
}

}  // namespace pagerace::checker
