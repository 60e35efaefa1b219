#include "model/system/components.hpp"

#include <algorithm>
#include <limits>

namespace pagerace::system {
namespace {

constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

class Tarjan {
 public:
  Tarjan(std::uint32_t nodes, const GraphEdges& edges)
      : begin_(nodes + 1, 0), to_(edges.size()), number_(nodes, kUnseen), low_(nodes, 0) {
    found_.of.assign(nodes, kUnseen);
    for (const auto& [from, to] : edges) ++begin_[from + 1];
    for (std::uint32_t node = 0; node < nodes; ++node) begin_[node + 1] += begin_[node];
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (const auto& [from, to] : edges) to_[next[from]++] = to;
  }

  Components find() {
    for (std::uint32_t node = 0; node < number_.size(); ++node) {
      if (number_[node] == kUnseen) walk(node);
    }
    return std::move(found_);
  }

 private:
  struct Step {
    std::uint32_t node = 0, edge = 0;  ///< index of the next edge to take from the node
  };

  void enter(std::uint32_t node) {
    number_[node] = low_[node] = entered_++;
    open_.push_back(node);
    path_.push_back({node, begin_[node]});
  }

  void walk(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      const std::uint32_t node = path_.back().node;
      if (path_.back().edge == begin_[node + 1]) {
        leave(node);
        continue;
      }
      const std::uint32_t next = to_[path_.back().edge++];
      if (number_[next] == kUnseen) {
        enter(next);
      } else if (found_.of[next] == kUnseen) {
        low_[node] = std::min(low_[node], number_[next]);
      }
    }
  }

  void leave(std::uint32_t node) {
    path_.pop_back();
    if (!path_.empty()) low_[path_.back().node] = std::min(low_[path_.back().node], low_[node]);
    if (low_[node] != number_[node]) return;
    std::uint32_t member = kUnseen;
    do {
      member = open_.back();
      open_.pop_back();
      found_.of[member] = found_.count;
    } while (member != node);
    ++found_.count;
  }

  std::vector<std::uint32_t> begin_, to_;  ///< the edges from node n are to_[begin_[n]] up to begin_[n + 1]
  std::vector<std::uint32_t> number_, low_;
  std::vector<std::uint32_t> open_;  ///< nodes whose component is not complete
  std::vector<Step> path_;
  std::uint32_t entered_ = 0;
  Components found_;
};

}  // namespace

Components components_of(std::uint32_t nodes, const GraphEdges& edges) { return Tarjan(nodes, edges).find(); }

}  // namespace pagerace::system
