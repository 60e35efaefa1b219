#include "cli/test_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/json_document.hpp"
#include "cli/markup.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

namespace {

const char* name(FileResult::Kind kind) {
  switch (kind) {
    case FileResult::Kind::Passed:
      return "passed";
    case FileResult::Kind::Failed:
      return "failed";
    case FileResult::Kind::Skipped:
      return "skipped";
  }
  return "";
}

}  // namespace

std::size_t count(const std::vector<FileResult>& results, FileResult::Kind kind) {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [&](const FileResult& result) { return result.kind == kind; }));
}

std::string junit_xml(const std::vector<FileResult>& results) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  text += fmt::format("<testsuite name=\"pagerace\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">\n", results.size(),
                      count(results, FileResult::Kind::Failed), count(results, FileResult::Kind::Skipped));
  for (const FileResult& result : results) {
    text += fmt::format("  <testcase name=\"{}\" time=\"{:.3f}\">\n", escaped_markup(result.path), result.seconds);
    if (result.kind == FileResult::Kind::Skipped) text += "    <skipped/>\n";
    for (const std::string& failure : result.failures)
      text += fmt::format("    <failure message=\"{}\"/>\n", escaped_markup(failure));
    text += "  </testcase>\n";
  }
  return text + "</testsuite>\n";
}

std::string test_json(const std::vector<FileResult>& results, bool interrupted, const CoverageReport* coverage) {
  ordered_json files = ordered_json::array();
  for (const FileResult& result : results) {
    ordered_json file;
    file["file"] = result.path;
    file["result"] = name(result.kind);
    file["runs"] = result.runs;
    file["seconds"] = result.seconds;
    file["failures"] = result.failures;
    if (!result.restricted.empty()) file["restricted"] = result.restricted;
    if (result.idle_runs > 0) file["idle_runs"] = result.idle_runs;
    files.push_back(std::move(file));
  }
  ordered_json json = json_document();
  for (const auto kind : {FileResult::Kind::Passed, FileResult::Kind::Failed, FileResult::Kind::Skipped})
    json[name(kind)] = count(results, kind);
  if (interrupted) json["interrupted"] = true;
  json["files"] = std::move(files);
  if (coverage != nullptr) json["coverage"] = coverage_json(*coverage);
  return json_text(json);
}

}  // namespace pagerace::cli
