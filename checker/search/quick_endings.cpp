#include "checker/search/quick_endings.hpp"

#include <algorithm>
#include <queue>
#include <utility>

#include "checker/search/state_index.hpp"

namespace pagerace::checker {
namespace {

/// States that are expanded for one state in doubt, and for all of them beside one in so many states of the search.
constexpr std::uint64_t kMostForOne = 1u << 16, kMostForAll = 1u << 18, kShareForAll = 8;
constexpr std::uint64_t kMostBytes = 256u << 20;

/// Best-first search for an end, the least rank first. States that are known to end stay known.
class EndSearch {
 public:
  explicit EndSearch(const EndingParts& parts)
      : parts_(parts), successors_(parts.successors()), known_(parts.log.words()) {}

  bool can_end(const Word* from) {
    ++round_;
    waiting_ = {};
    std::uint64_t end = add(from, kNobody);
    const std::uint64_t most = expanded_ + kMostForOne;
    while (end == kNobody) {
      if (waiting_.empty() || expanded_ >= most || is_exhausted()) return false;
      const std::uint64_t next = waiting_.top().number;
      waiting_.pop();
      end = expand(next);
    }
    for (; end != kNobody; end = nodes_[end].before) nodes_[end].ends = true;
    return true;
  }

 private:
  static constexpr std::uint64_t kNobody = ~std::uint64_t{0};
  struct Node {
    std::uint64_t before = kNobody;  ///< from where it was reached first in its round
    std::uint32_t round = 0;
    bool ends = false;
  };
  struct Waiting {
    std::uint32_t rank = 0;
    std::uint64_t number = 0;
    /// std::priority_queue has the greatest first.
    bool operator<(const Waiting& other) const { return std::pair(other.rank, other.number) < std::pair(rank, number); }
  };

  bool is_exhausted() const {
    return expanded_ > kMostForAll + parts_.log.size() / kShareForAll || known_.bytes() > kMostBytes;
  }

  /// Returns the state's number if it can end, otherwise kNobody, and the state waits to be expanded.
  std::uint64_t add(const Word* state, std::uint64_t before) {
    const std::uint64_t number = known_.add(state);
    if (number == nodes_.size()) nodes_.emplace_back();
    Node& node = nodes_[number];
    if (!node.ends && node.round == round_) return kNobody;
    node.round = round_;
    node.before = before;
    if (node.ends) return number;
    waiting_.push({parts_.ranking->of(state), number});
    return kNobody;
  }

  std::uint64_t expand(std::uint64_t number) {
    if (++expanded_ % 256 == 0) parts_.limits.check();
    here_.assign(known_[number], known_[number] + parts_.log.words());
    if (successors_->all_done(here_.data())) return number;
    std::uint64_t end = kNobody;
    bool moves = false;
    // Any step will do to reach an end, so nothing is left out here.
    successors_->of(here_.data(), {false, false}, [&](const Transition& transition) {
      moves = true;
      end = transition.failure != kNoFailure ? number : add(transition.state, number);
      return end == kNobody;
    });
    return moves ? end : number;
  }

  const EndingParts& parts_;
  const std::unique_ptr<Successors> successors_;
  StateIndex known_;
  std::vector<Node> nodes_;
  std::priority_queue<Waiting> waiting_;
  std::vector<Word> here_;
  std::uint32_t round_ = 0;
  std::uint64_t expanded_ = 0;
};

}  // namespace

/// The deepest states come last, and are nearest to the ends.
bool all_can_end(const EndingParts& parts, const std::vector<Word>& states) {
  if (states.empty()) return true;
  EndSearch search(parts);
  const std::uint32_t words = parts.log.words();
  for (std::size_t at = states.size(); at > 0; at -= words) {
    if (!search.can_end(states.data() + at - words)) return false;
  }
  return true;
}

}  // namespace pagerace::checker
