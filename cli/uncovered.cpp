#include "cli/uncovered.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace pagerace::cli {

std::vector<unsigned> uncovered_lines(const system::TransitionSystem& system, const source::Sources& sources,
                                      const checker::Coverage& coverage) {
  using Key = std::tuple<source::FileId, std::uint32_t, std::uint32_t>;
  std::map<Key, bool> statements;
  for (std::size_t i = 0; i < system.marks.size(); i++) {
    const system::Mark& mark = system.marks[i];
    if (mark.kind != system::Mark::Kind::Statement || !mark.in_scenario) continue;
    const bool is_covered = i < coverage.marks.size() && coverage.marks[i] != 0;
    statements[{mark.span.file, mark.span.begin, mark.span.end}] |= is_covered;
  }
  std::set<unsigned> lines;
  for (const auto& [key, is_covered] : statements)
    if (!is_covered) lines.insert(sources.position(std::get<0>(key), std::get<1>(key)).line);
  return {lines.begin(), lines.end()};
}

std::string describe_uncovered(const std::string& path, const std::vector<unsigned>& lines) {
  if (lines.empty()) return "none";
  std::string text = path + ":";
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t last = i;
    while (last + 1 < lines.size() && lines[last + 1] == lines[last] + 1) last++;
    if (i > 0) text += ", ";
    text += last == i ? fmt::format("{}", lines[i]) : fmt::format("{}-{}", lines[i], lines[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace pagerace::cli
