#include <nlohmann/json.hpp>

#include "cli/compare_baseline.hpp"
#include "cli/compare_render.hpp"
#include "cli/json_document.hpp"
#include "cli/json_report.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

namespace {

const char* fate_name(Fate fate) {
  switch (fate) {
    case Fate::Searched:
      return "searched";
    case Fate::Refused:
      return "refused";
    case Fate::OtherDesign:
      return "written for another kernel";
    case Fate::Lacking:
      return "lacking";
    case Fate::Failed:
      return "fault";
    case Fate::NotRun:
      break;
  }
  return "not run";
}

ordered_json column_json(const std::string& kernel, const Column& column) {
  ordered_json json;
  json["kernel"] = kernel;
  json["fate"] = fate_name(column.fate);
  if (!column.reason.empty()) json["problem"] = column.reason;
  if (!is_beside_the_point(column.fate)) json["exit"] = static_cast<int>(column.exit);
  if (column.fate != Fate::Searched) return json;
  json["result"] = column.result;
  json["states"] = column.states;
  json["transitions"] = column.transitions;
  json["depth"] = column.depth;
  json["exhaustive"] = column.stop == checker::Stop::Complete;
  json["stop"] = text_of(column.stop).name;
  if (column.patched) json["patched"] = patched_json(*column.patched);
  json["seconds"] = column.seconds;
  json["reproduce"] = column.command;
  return json;
}

ordered_json cell_json(const std::string& kernel, const Cell& cell) {
  ordered_json json;
  json["kernel"] = kernel;
  json["outcome"] = outcome_name(cell.outcome);
  json["counts"] = cell.counts;
  if (cell.depth) json["depth"] = *cell.depth;
  if (!cell.reason.empty()) json["reason"] = cell.reason;
  if (cell.is_unasked) json["unasked"] = true;
  if (!cell.command.empty()) json["reproduce"] = cell.command;
  return json;
}

/// A design that does not state the property has no verdict.
ordered_json row_json(const Row& row, const std::vector<std::string>& kernels) {
  ordered_json json;
  json["name"] = row.name;
  json["built_in"] = row.is_built_in;
  json["from_scenario"] = row.from_scenario;
  json["verdicts"] = ordered_json::array();
  for (std::size_t kernel = 0; kernel < kernels.size(); ++kernel)
    if (row.cells[kernel].is_stated) json["verdicts"].push_back(cell_json(kernels[kernel], row.cells[kernel]));
  return json;
}

ordered_json change_json(const Change& change) {
  ordered_json json;
  json["change"] = name_of(change.kind);
  json["file"] = change.path;
  json["kernel"] = change.kernel;
  json["property"] = change.property;
  if (!change.actors.empty()) json["environment"] = change.actors;
  json["from"] = change.from;
  json["to"] = change.to;
  json["ways"] = change.ways;
  if (!change.remark.empty()) json["remark"] = change.remark;
  return json;
}

}  // namespace

std::string compare_json(const Comparison& comparison) {
  ordered_json json = json_document();
  json["exit"] = static_cast<int>(comparison.exit);
  json["kernels"] = comparison.kernels;
  if (comparison.has_baseline) {
    json["baseline"] = comparison.kernels.front();
    json["changes"] = ordered_json::array();
    for (const Change& change : comparison.changes) json["changes"].push_back(change_json(change));
  }
  json["seconds"] = comparison.seconds;
  json["reproduce"] = comparison.command;
  json["skipped"] = comparison.skipped;
  json["left"] = comparison.left;
  json["scenarios"] = ordered_json::array();
  for (const Compared& scenario : comparison.scenarios) {
    ordered_json one;
    one["file"] = scenario.path();
    one["exit"] = static_cast<int>(scenario.exit());
    one["runs"] = ordered_json::array();
    for (std::size_t kernel = 0; kernel < comparison.kernels.size(); ++kernel)
      one["runs"].push_back(column_json(comparison.kernels[kernel], scenario.columns()[kernel]));
    one["properties"] = ordered_json::array();
    for (const Row& row : scenario.rows()) one["properties"].push_back(row_json(row, comparison.kernels));
    json["scenarios"].push_back(std::move(one));
  }
  return json_text(json);
}

}  // namespace pagerace::cli
