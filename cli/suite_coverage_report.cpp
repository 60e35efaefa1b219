#include "cli/suite_coverage_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/uncovered.hpp"

namespace pagerace::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

bool is_witnessed(const CoverageReport::Property& property) {
  return !property.holds_in.empty() && !property.violated_in.empty();
}

void add(CoverageReport& report, const std::string& path, const SuiteCoverage::File& file) {
  for (const auto& [begin, function] : file.functions) {
    report.functions++;
    if (function.is_reached)
      report.reached_functions++;
    else
      report.unreached_functions.push_back({path, function.line, function.name});
  }
  std::set<unsigned> lines;
  for (const auto& [span, statement] : file.statements) {
    report.statements++;
    report.reached_statements += statement.is_reached ? 1 : 0;
    const auto function = file.functions.find(statement.function);
    const bool is_in_reached = function == file.functions.end() || function->second.is_reached;
    if (!statement.is_reached && is_in_reached) lines.insert(statement.line);
  }
  if (!lines.empty()) report.unreached_lines.push_back({path, {lines.begin(), lines.end()}});
  for (const auto& [begin, property] : file.properties)
    report.properties.push_back({{path, property.line, property.name}, property.holds_in, property.violated_in});
}

std::vector<std::string> unread_files(const std::map<std::string, SuiteCoverage::File>& files) {
  std::set<fs::path> folders;
  for (const auto& [path, file] : files)
    if (!file.is_scenario && !file.is_vocabulary) folders.insert(fs::path(path).parent_path());
  std::vector<std::string> unread;
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const std::string path = (folder / entry->path().filename()).string();
      if (entry->path().extension() == ".race" && !files.contains(path)) unread.push_back(path);
    }
  }
  std::sort(unread.begin(), unread.end());
  return unread;
}

std::string describe_place(const CoverageReport::Place& place) {
  return fmt::format("{}:{}: {}", place.path, place.line, place.name);
}

std::string list(const std::string& title, const std::vector<std::string>& entries) {
  if (entries.empty()) return "";
  std::string text = title + "\n";
  for (const std::string& entry : entries) text += "  " + entry + "\n";
  return text;
}

std::vector<std::string> properties_without(const CoverageReport& report,
                                            std::string CoverageReport::Property::*where) {
  std::vector<std::string> names;
  for (const CoverageReport::Property& property : report.properties)
    if ((property.*where).empty()) names.push_back(describe_place(property.place));
  return names;
}

std::string property_table(const CoverageReport& report) {
  std::string text;
  const auto or_nowhere = [](const std::string& where) { return where.empty() ? "nowhere" : where; };
  for (const CoverageReport::Property& property : report.properties)
    text += fmt::format("{}\n  holds in {}\n  violated in {}\n", describe_place(property.place),
                        or_nowhere(property.holds_in), or_nowhere(property.violated_in));
  return text;
}

}  // namespace

bool CoverageReport::is_complete() const {
  return unreached_functions.empty() && unread_files.empty() &&
         std::all_of(properties.begin(), properties.end(), is_witnessed);
}

CoverageReport coverage_report(const SuiteCoverage& coverage) {
  CoverageReport report;
  for (const auto& [path, file] : coverage.files())
    if (!file.is_scenario) add(report, path, file);
  report.unread_files = unread_files(coverage.files());
  return report;
}

std::string coverage_text(const CoverageReport& report, bool all) {
  std::vector<std::string> functions;
  std::vector<std::string> lines;
  for (const CoverageReport::Place& place : report.unreached_functions) functions.push_back(describe_place(place));
  for (const CoverageReport::Lines& each : report.unreached_lines)
    lines.push_back(describe_uncovered(each.path, each.lines));
  const auto witnessed = std::count_if(report.properties.begin(), report.properties.end(), is_witnessed);
  return fmt::format("Reached: {} of {} functions, {} of {} statements\n", report.reached_functions, report.functions,
                     report.reached_statements, report.statements) +
         fmt::format("Properties: {} of {} hold in one run and are violated in another\n", witnessed,
                     report.properties.size()) +
         list("Functions that no run reaches:", functions) + list("Uncovered:", lines) +
         list("Properties that hold in no run, or only vacuously:",
              properties_without(report, &CoverageReport::Property::holds_in)) +
         list("Properties that no run violates:", properties_without(report, &CoverageReport::Property::violated_in)) +
         list("Files that no scenario imports:", report.unread_files) + (all ? property_table(report) : "");
}

ordered_json coverage_json(const CoverageReport& report) {
  ordered_json json;
  json["complete"] = report.is_complete();
  json["functions"] = report.functions;
  json["statements"] = report.statements;
  json["reached_functions"] = report.reached_functions;
  json["reached_statements"] = report.reached_statements;
  const auto place_json = [](const CoverageReport::Place& place) {
    ordered_json one;
    one["file"] = place.path;
    one["line"] = place.line;
    one["name"] = place.name;
    return one;
  };
  json["unreached_functions"] = ordered_json::array();
  for (const CoverageReport::Place& place : report.unreached_functions)
    json["unreached_functions"].push_back(place_json(place));
  json["uncovered"] = ordered_json::array();
  for (const CoverageReport::Lines& each : report.unreached_lines)
    json["uncovered"].push_back({{"file", each.path}, {"lines", each.lines}});
  json["properties"] = ordered_json::array();
  for (const CoverageReport::Property& property : report.properties) {
    ordered_json one = place_json(property.place);
    if (!property.holds_in.empty()) one["holds_in"] = property.holds_in;
    if (!property.violated_in.empty()) one["violated_in"] = property.violated_in;
    json["properties"].push_back(std::move(one));
  }
  json["unread_files"] = report.unread_files;
  return json;
}

}  // namespace pagerace::cli
