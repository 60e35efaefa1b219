#include "cli/compare_baseline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "cli/compared_ways.hpp"
#include "properties/verdict.hpp"

namespace pagerace::cli {

using checker::Outcome;
using Kind = Change::Kind;

namespace {

/// Of what is decided: a search that was cut says nothing about what it did not see.
int badness(Outcome outcome) {
  switch (outcome) {
    case Outcome::Holds:
      return 0;
    case Outcome::Vacuous:
      return 1;
    case Outcome::Inconclusive:
    case Outcome::Violated:
      break;
  }
  return 2;
}

std::string text_of(const Cell& cell) {
  switch (cell.outcome) {
    case Outcome::Holds:
      return "holds";
    case Outcome::Vacuous:
      return "vacuous";
    case Outcome::Inconclusive:
      return "inconclusive";
    case Outcome::Violated:
      break;
  }
  return cell.depth ? fmt::format("violated @{}", *cell.depth) : "violated";
}

bool ends_executions(const Row& row) {
  const auto check = std::find(system::kCheckNames.begin(), system::kCheckNames.end(), row.name);
  return row.is_built_in && check != system::kCheckNames.end() &&
         properties::ends_execution(static_cast<system::Check>(check - system::kCheckNames.begin()));
}

/// The functions that a patch replaces, and those that it adds.
std::set<std::string> functions_of(const std::optional<Patched>& patched) {
  std::set<std::string> names;
  if (!patched) return names;
  for (const Patched::Function& function : patched->functions) names.insert(function.name);
  return names;
}

/// One property of one scenario under one kernel, beside the baseline.
class Judge {
 public:
  Judge(const Compared& scenario, const Row& row, std::size_t kernel)
      : row_(row),
        before_(row.cells[0]),
        after_(row.cells[kernel]),
        ways_before_(scenario.columns()[0].ways),
        ways_after_(scenario.columns()[kernel].ways),
        replaced_(functions_of(scenario.columns()[kernel].patched)) {}

  /// Fills in the change, or says that there is none.
  bool judge(Change& change) const {
    if (!before_.is_stated || !after_.is_stated) return false;
    change.from = text_of(before_);
    change.to = text_of(after_);
    if (is_undecided(before_) || is_undecided(after_)) return judge_undecided(change);
    const int was = badness(before_.outcome), is = badness(after_.outcome);
    if (was != is) {
      change.kind = is > was ? Kind::Broken : Kind::Mended;
      if (after_.outcome == Outcome::Holds) change.remark = after_.reason;
      if (is > was && after_.outcome == Outcome::Violated) tell_all_ways(change);
      return true;
    }
    if (after_.outcome != Outcome::Violated) return false;
    compare(change);
    return true;
  }

 private:
  static bool is_undecided(const Cell& cell) { return cell.outcome == Outcome::Inconclusive; }

  /// What was not seen before a limit may be anything, so a violation that comes up is told, and nothing else.
  bool judge_undecided(Change& change) const {
    const bool is_violated = after_.outcome == Outcome::Violated;
    change.kind = is_violated ? Kind::Broken : is_undecided(after_) ? Kind::Unknown : Kind::Mended;
    if (is_violated) tell_all_ways(change);
    if (after_.outcome == Outcome::Holds) change.remark = after_.reason;
    return true;
  }

  void tell_all_ways(Change& change) const {
    if (!ways_after_) return;
    for (const Way& way : of(*ways_after_)) change.ways.push_back(text_of(way));
    std::ranges::sort(change.ways);
  }

  std::set<Way> of(const Ways& ways) const {
    const auto found = ways.find(row_.name);
    return found == ways.end() ? std::set<Way>() : found->second;
  }

  /// Of a violated property with an empty set nothing is known: no single step shows it.
  bool knows(const std::optional<Ways>& ways) const { return ways && ways->count(row_.name) > 0; }

  static std::string steps_of(const Cell& cell) {
    return cell.threads.empty() ? "no thread takes a step"
                                : fmt::format("{} take steps", fmt::join(cell.threads, ", "));
  }

  void compare(Change& change) const {
    const bool is_of_all_states = !before_.depth && !after_.depth;  // a `reachable` without a witness
    if (is_of_all_states) return;
    if (!knows(ways_before_) || !knows(ways_after_)) {
      change.kind = Kind::Unknown;
      change.remark = "violated in both; what lies behind it was not compared";
      return;
    }
    ComparedWays ways = compare_ways(of(*ways_before_), of(*ways_after_), replaced_);
    // The last step may be the same, and what led to it another: a thread is not needed any more.
    if (ways.fresh.empty() && before_.threads != after_.threads)
      ways.fresh.push_back(fmt::format("{}; before, {}", steps_of(after_), steps_of(before_)));
    change.kind = Kind::Broken;
    change.ways = std::move(ways.fresh);
    if (!change.ways.empty()) return;
    change.kind = Kind::Unknown;
    change.ways = std::move(ways.doubtful);
    change.remark = "violated in both; the patch may only have moved a call, or this is another way";
    if (!change.ways.empty()) return;
    change.remark.clear();
    change.ways = std::move(ways.gone);
    change.kind = change.ways.empty() ? Kind::Left : Kind::Mended;
    if (ends_executions(row_)) change.remark = "executions end there in both; what lies behind it was not compared";
  }

  const Row& row_;
  const Cell& before_;
  const Cell& after_;
  const std::optional<Ways>& ways_before_;
  const std::optional<Ways>& ways_after_;
  const std::set<std::string> replaced_;
};

const char* label_of_ways(Kind kind) {
  if (kind == Kind::Mended) return "no longer: ";
  return kind == Kind::Unknown ? "perhaps new: " : "new: ";
}

std::string line_of(const Change& change, bool names_kernel) {
  std::string text = name_of(change.kind);
  if (names_kernel) text += " by " + change.kernel;
  const std::string with = change.actors.empty() ? "" : fmt::format(" with {}", fmt::join(change.actors, ","));
  text += fmt::format(": {}{}: {}: {}", change.path, with, change.property, change.from);
  const bool is_left = change.kind == Kind::Left || change.kind == Kind::Unknown;
  if (!is_left || change.from != change.to) text += " -> " + change.to;
  if (!change.remark.empty()) text += "; " + change.remark;
  return text;
}

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::Mended:
      return "mended";
    case Kind::Broken:
      return "broken";
    case Kind::Left:
      return "left";
    case Kind::Unknown:
      break;
  }
  return "unknown";
}

std::vector<Change> changes(const Comparison& comparison) {
  std::vector<Change> all;
  for (const Compared& scenario : comparison.scenarios) {
    const auto& columns = scenario.columns();
    for (std::size_t kernel = 1; kernel < columns.size(); kernel++) {
      if (columns[0].fate != Fate::Searched || columns[kernel].fate != Fate::Searched) continue;
      for (const Row& row : scenario.rows()) {
        Change change;
        if (!Judge(scenario, row, kernel).judge(change)) continue;
        change.path = scenario.path();
        change.kernel = comparison.kernels[kernel];
        change.property = row.name;
        all.push_back(std::move(change));
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Change& a, const Change& b) {
    constexpr std::array order = {Kind::Broken, Kind::Unknown, Kind::Mended, Kind::Left};
    const auto place = [&](Kind kind) { return std::find(order.begin(), order.end(), kind); };
    return place(a.kind) < place(b.kind);
  });
  return all;
}

std::vector<std::string> describe(const Comparison& comparison, bool with_left) {
  std::vector<std::string> lines;
  std::array<std::size_t, 4> counts = {};
  std::map<std::string, std::size_t> undecided;  // by scenario and kernel: what is inconclusive on both sides
  for (const Change& change : comparison.changes) {
    counts[static_cast<std::size_t>(change.kind)]++;
    if (change.kind == Kind::Unknown && change.from == change.to && change.remark.empty()) {
      undecided[fmt::format("{} under {}", change.path, change.kernel)]++;
      continue;
    }
    if (change.kind == Kind::Left && !with_left) continue;
    lines.push_back(line_of(change, comparison.kernels.size() > 2));
    for (const std::string& way : change.ways) lines.push_back(fmt::format("  {}{}", label_of_ways(change.kind), way));
  }
  for (const auto& [where, number] : undecided)
    lines.push_back(fmt::format("unknown: {}: {} inconclusive on both sides", where, number));
  const auto count = [&](Kind kind) { return counts[static_cast<std::size_t>(kind)]; };
  lines.push_back(fmt::format("Against {}: {} broken, {} mended, {} left as they were, {} unknown",
                              comparison.kernels.front(), count(Kind::Broken), count(Kind::Mended), count(Kind::Left),
                              count(Kind::Unknown)));
  return lines;
}

Exit exit_of(const Comparison& comparison) {
  Exit exit = Exit::Holds;
  for (const Change& change : comparison.changes) {
    if (change.kind == Kind::Broken) exit = worst(exit, Exit::Violated);
    if (change.kind == Kind::Unknown) exit = worst(exit, Exit::Inconclusive);
  }
  bool is_patched = false, has_run = false;
  for (const Compared& scenario : comparison.scenarios) {
    bool is_for_any = false;
    for (const Column& column : scenario.columns()) {
      is_for_any |= !is_beside_the_point(column.fate);
      if (column.fate != Fate::Searched) exit = worst(exit, column.exit);
      is_patched |= column.patched.has_value();
      has_run |= column.patched && !column.patched->is_idle();
    }
    if (!is_for_any) exit = worst(exit, Exit::Usage);
  }
  if (is_patched && !has_run) exit = worst(exit, Exit::Vacuous);
  return exit;
}

}  // namespace pagerace::cli
