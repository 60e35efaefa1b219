#include "cli/compare_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pagerace::cli {

using checker::Outcome;

namespace {

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

/// "holds" is said only of what holds; what is vacuous or holds short of something is counted apart.
std::vector<std::string> remarks_on(const Compared& scenario) {
  std::size_t good = 0;
  std::size_t vacuous = 0;
  std::size_t cut = 0;
  for (const Row& row : scenario.rows()) {
    if (is_shown(row)) continue;
    if (any(row, Outcome::Vacuous))
      vacuous++;
    else if (holds_short_of_something(row))
      cut++;
    else
      good++;
  }
  std::vector<std::string> remarks;
  if (good > 0) remarks.push_back(count_of(good, "further property holds", "further properties hold") + " everywhere");
  if (cut > 0) {
    remarks.push_back(count_of(cut, "further property holds", "further properties hold") +
                      " everywhere, as far as executions go on");
  }
  if (vacuous > 0) {
    remarks.push_back(count_of(vacuous, "further property is", "further properties are") +
                      " vacuous under some design and violated under none");
  }
  return remarks;
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

  ShownCell not_searched(const Column& column) {
    switch (column.fate) {
      case Fate::Refused:
        return {"refused", Tone::Doubtful, note(column.reason)};
      case Fate::OtherDesign:
        return {"n/a", Tone::Plain, note(column.reason)};
      case Fate::Failed:
        return {"fault", Tone::Bad, note(column.reason)};
      case Fate::NotRun:
      case Fate::Searched:
        break;
    }
    return {"not run", Tone::Doubtful, note(column.reason)};
  }

  ShownCell verdict(const Cell& cell) {
    if (!cell.is_stated) return {"-", Tone::Plain, 0};
    switch (cell.outcome) {
      case Outcome::Holds:
        return {"holds", Tone::Good, note(cell.reason)};
      case Outcome::Violated:
        if (cell.depth) return {fmt::format("violated @{}", *cell.depth), Tone::Bad, 0};
        return {"violated", Tone::Bad, note(cell.reason)};
      case Outcome::Vacuous:
        return {"vacuous", cell.counts ? Tone::Doubtful : Tone::Plain, note(cell.reason)};
      case Outcome::Inconclusive:
        break;
    }
    return {cell.reason.empty() ? "inconclusive" : fmt::format("inconclusive ({})", cell.reason), Tone::Doubtful, 0};
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
                           is_all ? 0 : note("not the whole space: " + describe(column.stop))});
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

  /// How many are violated, and the least depth among them.
  ShownCell summary(const Compared& scenario, std::size_t kernel) {
    const Column& column = scenario.columns()[kernel];
    if (column.exit == Exit::Holds) return {"holds", Tone::Good, 0};
    if (column.exit == Exit::Vacuous) return {"vacuous", Tone::Doubtful, 0};
    if (column.exit != Exit::Violated) return {"inconclusive", Tone::Doubtful, note(column.result)};
    std::size_t violated = 0;
    std::optional<std::uint32_t> least;
    for (const Row& row : scenario.rows()) {
      const Cell& cell = row.cells[kernel];
      if (!cell.is_stated || cell.outcome != Outcome::Violated) continue;
      violated++;
      if (cell.depth && (!least || *cell.depth < *least)) least = cell.depth;
    }
    return {fmt::format("{} violated{}", violated, least ? fmt::format(" @{}", *least) : ""), Tone::Bad, 0};
  }

  void close(const Comparison& comparison) {
    std::size_t runs = 0;
    std::size_t other = 0;
    std::size_t violated = 0;
    std::size_t held = 0;
    for (const Compared& scenario : comparison.scenarios) {
      for (const Column& column : scenario.columns()) {
        runs += column.fate == Fate::Searched ? 1 : 0;
        other += column.fate == Fate::Searched ? 0 : 1;
        violated += column.fate == Fate::Searched && column.exit == Exit::Violated ? 1 : 0;
        held += column.fate == Fate::Searched && column.exit == Exit::Holds ? 1 : 0;
      }
    }
    std::string result = fmt::format("{} runs: {} violated, {} hold, {} undecided or vacuous", runs, violated, held,
                                     runs - violated - held);
    if (other > 0) result += fmt::format("; {} not run", other);
    view_.closing.push_back("Result: " + result);
    if (!comparison.skipped.empty()) {
      view_.closing.push_back(fmt::format("Skipped: {} without a thread or a kernel to choose",
                                          count_of(comparison.skipped.size(), "file", "files")));
    }
  }

  View view_;
};

}  // namespace

View view_of(const Comparison& comparison, bool by_scenario) { return Viewer().view(comparison, by_scenario); }

}  // namespace pagerace::cli
