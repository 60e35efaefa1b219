#include "cli/compare_table.hpp"

#include <algorithm>
#include <utility>

namespace pagerace::cli {

using checker::Outcome;
using checker::Verdict;

namespace {

int rank(const Row& row) { return row.is_built_in ? 2 : row.from_scenario ? 0 : 1; }

Cell cell_of(const Reported& reported, const CommandFor& command_for) {
  const Verdict& verdict = reported.verdict;
  Cell cell = {true, verdict.outcome, reported.counts, reported.is_unasked, std::nullopt, verdict.reason, "", {}};
  if (verdict.outcome != Outcome::Violated) return cell;
  if (verdict.finding) cell.depth = verdict.finding->depth;
  cell.command = command_for(verdict.name);
  if (reported.trace)
    for (const traces::TraceStep& step : reported.trace->steps)
      cell.threads.insert(reported.trace->threads.at(step.step.instance));
  return cell;
}

Exit exit_of(Fate fate) {
  switch (fate) {
    case Fate::Refused:
      return Exit::Usage;
    case Fate::Failed:
      return Exit::Internal;
    case Fate::OtherDesign:
    case Fate::Lacking:
      return Exit::Holds;  // says nothing by itself; see Compared::exit
    case Fate::Searched:
    case Fate::NotRun:
      break;
  }
  return Exit::Inconclusive;
}

}  // namespace

/// Designs bring properties of their own, so rows are added when a property first appears, each in its place.
Row& Compared::row_of(const Verdict& verdict) {
  const bool is_built_in = verdict.subject.property < 0;
  const auto known = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
    return row.is_built_in == is_built_in && row.name == verdict.name;
  });
  if (known != rows_.end()) return *known;
  Row row = {verdict.name, is_built_in, verdict.from_scenario, std::vector<Cell>(columns_.size())};
  const auto place =
      std::upper_bound(rows_.begin(), rows_.end(), row, [](const Row& a, const Row& b) { return rank(a) < rank(b); });
  return *rows_.insert(place, std::move(row));
}

void Compared::add(std::size_t kernel, const Run& run, const CommandFor& command_for) {
  if (!run.fault.empty()) {
    add(kernel, Fate::Failed, run.fault);
    return;
  }
  for (const Reported& reported : run.reported) row_of(reported.verdict).cells[kernel] = cell_of(reported, command_for);
  Column& column = columns_[kernel];
  column.fate = Fate::Searched;
  column.exit = run.exit;
  column.result = result_line(run);
  column.states = run.search.states;
  column.transitions = run.search.transitions;
  column.depth = run.search.depth;
  column.stop = run.search.stop;
  column.seconds = run.search.seconds;
  column.command = run.command;
  column.patched = run.patched;
  column.ways = run.ways;
}

void Compared::add(std::size_t kernel, Fate fate, std::string reason) {
  columns_[kernel].fate = fate;
  columns_[kernel].reason = std::move(reason);
  columns_[kernel].exit = exit_of(fate);
}

Exit Compared::exit() const {
  Exit exit = Exit::Holds;
  bool is_for_any = false;
  for (const Column& column : columns_) {
    is_for_any |= !is_beside_the_point(column.fate);
    exit = worst(exit, column.exit);
  }
  return is_for_any ? exit : Exit::Usage;
}

}  // namespace pagerace::cli
