#include <algorithm>
#include <utility>

#include "model/source/diagnostics.hpp"

namespace pagerace::source {
namespace {

constexpr std::size_t longest_name = 64;

// Counts insertions, deletions, substitutions, and swaps of neighbours.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> two_up, up, row(to.size() + 1);
  for (std::size_t column = 0; column <= to.size(); ++column) row[column] = column;
  for (std::size_t line = 1; line <= from.size(); ++line) {
    two_up = std::exchange(up, row);
    row[0] = line;
    for (std::size_t column = 1; column <= to.size(); ++column) {
      const bool same = from[line - 1] == to[column - 1];
      row[column] = std::min({up[column] + 1, row[column - 1] + 1, up[column - 1] + (same ? 0 : 1)});
      if (line > 1 && column > 1 && from[line - 1] == to[column - 2] && from[line - 2] == to[column - 1]) {
        row[column] = std::min(row[column], two_up[column - 2] + 1);
      }
    }
  }
  return row.back();
}

}  // namespace

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > longest_name) return {};
  std::size_t closest = std::max<std::size_t>(1, name.size() / 3) + 1;
  std::string best;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(name.size(), candidate.size());
    const std::size_t shorter = std::min(name.size(), candidate.size());
    // A name of one or two letters is close to every other, so a proposal would not help.
    if (candidate == name || shorter < 2 || longer - shorter >= closest) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < closest) {
      closest = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace pagerace::source
