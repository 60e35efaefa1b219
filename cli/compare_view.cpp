#include "cli/compare_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "cli/compare_baseline.hpp"

namespace pagerace::cli {

using checker::Outcome;

namespace {

const char* const kIdle = "no thread executes any of the patch";
const char* const kUnasked = "not asked for, but executions end there";

bool any(const Row& row, Outcome outcome) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [&](const Cell& cell) { return cell.is_stated && cell.outcome == outcome; });
}

bool is_shown(const Row& row) {
  return row.from_scenario || any(row, Outcome::Violated) || any(row, Outcome::Inconclusive);
}

bool holds_short_of_something(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
    return cell.is_stated && cell.outcome == Outcome::Holds && !cell.reason.empty();
  });
}

std::string count_of(std::size_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// Rows that are not shown.
struct Hidden {
  std::size_t count = 0;
  bool is_built_in_too = false;
};

std::string further(const Hidden& hidden, const char* one, const char* many) {
  const std::string what = hidden.is_built_in_too ? count_of(hidden.count, "further property or built-in check",
                                                             "further properties and built-in checks")
                                                  : count_of(hidden.count, "further property", "further properties");
  return what + " " + (hidden.count == 1 ? one : many);
}

class Viewer {
 public:
  View view(const Comparison& comparison, bool by_scenario) {
    view_.kernels = comparison.kernels;
    view_.seconds = comparison.seconds;
    view_.command = comparison.command;
    for (const Compared& scenario : comparison.scenarios) {
      ShownScenario shown = {scenario.path(), {}, {}};
      if (by_scenario) {
        shown.rows.push_back(summary(scenario));
      } else {
        for (const Row& row : scenario.rows())
          if (is_shown(row)) shown.rows.push_back({row.name, cells(row, scenario)});
        shown.rows.push_back(states(scenario));
        if (is_patched(scenario)) shown.rows.push_back(patched(scenario));
        shown.remarks = remarks_on(scenario);
      }
      view_.scenarios.push_back(std::move(shown));
    }
    close(comparison);
    return std::move(view_);
  }

 private:
  std::size_t note(const std::string& text) {
    if (text.empty()) return 0;
    auto place = std::find(view_.notes.begin(), view_.notes.end(), text);
    if (place == view_.notes.end()) place = view_.notes.insert(place, text);
    return static_cast<std::size_t>(place - view_.notes.begin()) + 1;
  }

  /// Remarks about what has no row. Only what fully holds counts as "holds"; vacuous and restricted results are counted
  /// apart.
  std::vector<std::string> remarks_on(const Compared& scenario) {
    Hidden good, cut, vacuous;
    std::set<std::size_t> where_cut;
    for (const Row& row : scenario.rows()) {
      if (is_shown(row)) continue;
      Hidden& kind = any(row, Outcome::Vacuous) ? vacuous : holds_short_of_something(row) ? cut : good;
      kind.count++;
      kind.is_built_in_too |= row.is_built_in;
      if (&kind != &cut) continue;
      for (const Cell& cell : row.cells)
        if (cell.is_stated && !cell.reason.empty()) where_cut.insert(note(cell.reason));
    }
    std::vector<std::string> remarks;
    if (good.count > 0) remarks.push_back(further(good, "holds", "hold") + " everywhere");
    if (cut.count > 0) {
      std::string list;
      for (const std::size_t at : where_cut) list += fmt::format("{}[{}]", list.empty() ? "" : ", ", at);
      remarks.push_back(further(cut, "holds", "hold") + " everywhere, as far as executions go on: see " + list);
    }
    if (vacuous.count > 0)
      remarks.push_back(further(vacuous, "is", "are") + " vacuous under some design and violated under none");
    return remarks;
  }

  ShownCell not_searched(const Column& column) {
    switch (column.fate) {
      case Fate::Refused:
        return {"refused", Tone::Doubtful, note(column.reason), ""};
      case Fate::OtherDesign:
      case Fate::Lacking:
        return {"n/a", Tone::Plain, note(column.reason), ""};
      case Fate::Failed:
        return {"fault", Tone::Bad, note(column.reason), ""};
      case Fate::NotRun:
      case Fate::Searched:
        break;
    }
    return {"not run", Tone::Doubtful, note(column.reason), ""};
  }

  ShownCell verdict(const Cell& cell) {
    if (!cell.is_stated) {
      has_gap_ = true;
      return {"-", Tone::Plain, 0, ""};
    }
    switch (cell.outcome) {
      case Outcome::Holds:
        return {"holds", Tone::Good, note(cell.reason), ""};
      case Outcome::Violated:
        return {cell.depth ? fmt::format("violated @{}", *cell.depth) : "violated", Tone::Bad,
                note(cell.is_unasked ? kUnasked : cell.reason), cell.command};
      case Outcome::Vacuous:
        return {"vacuous", cell.counts ? Tone::Doubtful : Tone::Plain, note(cell.reason), ""};
      case Outcome::Inconclusive:
        break;
    }
    return {cell.reason.empty() ? "inconclusive" : fmt::format("inconclusive ({})", cell.reason), Tone::Doubtful, 0,
            ""};
  }

  std::vector<ShownCell> cells(const Row& row, const Compared& scenario) {
    std::vector<ShownCell> all;
    for (std::size_t kernel = 0; kernel < row.cells.size(); ++kernel) {
      const Column& column = scenario.columns()[kernel];
      all.push_back(column.fate == Fate::Searched ? verdict(row.cells[kernel]) : not_searched(column));
    }
    return all;
  }

  ShownRow states(const Compared& scenario) {
    ShownRow row = {"states explored", {}};
    for (const Column& column : scenario.columns()) {
      if (column.fate != Fate::Searched) {
        row.cells.push_back(not_searched(column));
        continue;
      }
      const bool is_all = column.stop == checker::Stop::Complete;
      row.cells.push_back({std::to_string(column.states), Tone::Plain,
                           is_all ? 0 : note(std::string("not the whole space: ") + text_of(column.stop).name), ""});
    }
    return row;
  }

  static bool is_patched(const Compared& scenario) {
    return std::any_of(scenario.columns().begin(), scenario.columns().end(),
                       [](const Column& column) { return column.patched.has_value(); });
  }

  ShownRow patched(const Compared& scenario) {
    ShownRow row = {"statements of the patch", {}};
    for (const Column& column : scenario.columns()) {
      if (!column.patched) {
        row.cells.push_back({"-", Tone::Plain, 0, ""});
        continue;
      }
      const bool is_idle = column.patched->is_idle();
      row.cells.push_back(
          {short_text(*column.patched), is_idle ? Tone::Doubtful : Tone::Plain, is_idle ? note(kIdle) : 0, ""});
    }
    return row;
  }

  ShownRow summary(const Compared& scenario) {
    ShownRow row = {scenario.path(), {}};
    for (std::size_t kernel = 0; kernel < scenario.columns().size(); ++kernel) {
      const Column& column = scenario.columns()[kernel];
      row.cells.push_back(column.fate == Fate::Searched ? summary(scenario, kernel) : not_searched(column));
    }
    return row;
  }

  /// The number of violated rows and their least depth. Properties that were not selected count only if nothing else is
  /// violated: they keep the rest from being seen.
  ShownCell summary(const Compared& scenario, std::size_t kernel) {
    const Column& column = scenario.columns()[kernel];
    if (column.exit == Exit::Holds) return {"holds", Tone::Good, note(what_is_not_stated(scenario, kernel)), ""};
    const bool is_idle = column.patched && column.patched->is_idle();
    if (column.exit == Exit::Vacuous) return {"vacuous", Tone::Doubtful, is_idle ? note(kIdle) : 0, ""};
    if (column.exit != Exit::Violated) return {"inconclusive", Tone::Doubtful, note(column.result), ""};
    const Violated asked = violated(scenario, kernel, false);
    if (asked.count > 0) return {fmt::format("{} violated{}", asked.count, asked.at()), Tone::Bad, 0, asked.command};
    const Violated unasked = violated(scenario, kernel, true);
    return {"cut" + unasked.at(), Tone::Doubtful,
            note("no violation of what was asked for, but executions end in " + unasked.names), unasked.command};
  }

  /// If a design states fewer properties, it means less that they hold.
  static std::string what_is_not_stated(const Compared& scenario, std::size_t kernel) {
    std::size_t all = 0;
    std::size_t stated = 0;
    for (const Row& row : scenario.rows()) {
      if (row.is_built_in || row.from_scenario) continue;
      all++;
      stated += row.cells[kernel].is_stated ? 1 : 0;
    }
    if (stated == all) return "";
    return fmt::format("this design comes with {} of the {} properties that the others come with", stated, all);
  }

  struct Violated {
    std::size_t count = 0;
    std::optional<std::uint32_t> least;
    std::string names;
    std::string command;  ///< of the first one

    std::string at() const { return least ? fmt::format(" @{}", *least) : ""; }
  };

  static Violated violated(const Compared& scenario, std::size_t kernel, bool is_unasked) {
    Violated all;
    for (const Row& row : scenario.rows()) {
      const Cell& cell = row.cells[kernel];
      if (!cell.is_stated || cell.outcome != Outcome::Violated || cell.is_unasked != is_unasked) continue;
      if (all.count++ == 0) all.command = cell.command;
      all.names += (all.names.empty() ? "" : ", ") + row.name;
      if (cell.depth && (!all.least || *cell.depth < *all.least)) all.least = cell.depth;
    }
    return all;
  }

  void close(const Comparison& comparison) {
    std::map<Fate, std::size_t> fates;
    std::map<Exit, std::size_t> exits;
    for (const Compared& scenario : comparison.scenarios) {
      for (const Column& column : scenario.columns()) {
        fates[column.fate]++;
        if (column.fate == Fate::Searched) exits[column.exit]++;
      }
    }
    const std::size_t runs = fates[Fate::Searched];
    std::string result =
        fmt::format("{}: {} violated, {} hold, {} undecided or vacuous", count_of(runs, "run", "runs"),
                    exits[Exit::Violated], exits[Exit::Holds], runs - exits[Exit::Violated] - exits[Exit::Holds]);
    const auto besides = [&](std::size_t number, const char* what) {
      if (number > 0) result += fmt::format("; {} {}", number, what);
    };
    besides(fates[Fate::OtherDesign] + fates[Fate::Lacking], "not applicable");
    besides(fates[Fate::Refused], "refused");
    besides(fates[Fate::Failed], "failed");
    besides(fates[Fate::NotRun], "not run");
    if (has_gap_) view_.closing.push_back("-: a property that does not come with this design");
    if (comparison.has_baseline)
      for (std::string& line : describe(comparison)) view_.closing.push_back(std::move(line));
    view_.closing.push_back("Result: " + result);
    if (!comparison.skipped.empty()) {
      view_.closing.push_back(fmt::format("Skipped: {} without a thread or a kernel to choose",
                                          count_of(comparison.skipped.size(), "file", "files")));
    }
    if (!comparison.left.empty()) {
      view_.closing.push_back(
          fmt::format("Interrupted: {} not looked at", count_of(comparison.left.size(), "scenario", "scenarios")));
    }
  }

  View view_;
  bool has_gap_ = false;
};

}  // namespace

std::vector<std::string> commands_of(const ShownScenario& scenario) {
  std::vector<std::string> commands;
  for (const ShownRow& row : scenario.rows)
    for (const ShownCell& cell : row.cells)
      if (!cell.command.empty()) commands.push_back(cell.command);
  return commands;
}

View view_of(const Comparison& comparison, bool by_scenario) { return Viewer().view(comparison, by_scenario); }

}  // namespace pagerace::cli
