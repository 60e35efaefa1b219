#include "cli/test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/status_line.hpp"
#include "cli/test_file.hpp"
#include "cli/test_report.hpp"
#include "model/source/printable.hpp"
#include "model/source/read_file.hpp"

namespace pagerace::cli {

namespace fs = std::filesystem;

namespace {

std::string unreadable(const fs::path& path, const std::error_code& error) {
  return fmt::format("cannot read {}: {}", path.string(), error.message());
}

/// Recurses by hand, since a recursive iterator ends at the first folder that it cannot read. Links to folders are not
/// followed.
void walk(const fs::path& folder, std::vector<std::string>& files, std::vector<std::string>& problems) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    std::error_code ignored;  // a file that vanishes meanwhile is neither
    if (!entry->is_symlink(ignored) && entry->is_directory(ignored))
      walk(entry->path(), files, problems);
    else if (entry->path().extension() == ".race" && entry->is_regular_file(ignored))
      files.push_back(entry->path().string());
  }
  if (error) problems.push_back(unreadable(folder, error));
}

}  // namespace

Scenarios find_scenarios(const std::vector<std::string>& paths) {
  Scenarios all;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    const bool is_folder = fs::is_directory(status);
    std::vector<std::string> found;
    if (is_folder) {
      walk(path, found, all.problems);
      std::sort(found.begin(), found.end());
    } else if (fs::exists(status)) {
      found.push_back(path);
    } else {
      all.problems.push_back(unreadable(path, error));
    }
    for (std::string& file : found)
      if (seen.insert(file).second) all.files.push_back({std::move(file), !is_folder});
  }
  return all;
}

namespace {

bool write(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (out) return true;
  fmt::print(stderr, "pagerace: cannot write {}\n", path);
  return false;
}

bool promote(const FileResult& result) {
  if (result.edits.empty()) return true;
  const auto text = source::read_file(result.path).text;
  if (!text || !write(result.path, apply(*text, result.edits))) return false;
  fmt::print("{}: rewritten\n", result.path);
  return true;
}

void show(const FileResult& result, const TestOptions& options) {
  if (options.json) return;
  for (const std::string& failure : result.failures) fmt::print("{}\n", source::printable(failure));
  if (options.is_verbose && result.kind == FileResult::Kind::Passed)
    fmt::print("{}: passed, {} {}\n", result.path, result.runs, result.runs == 1 ? "run" : "runs");
  if (options.is_verbose && result.kind == FileResult::Kind::Skipped)
    fmt::print("{}: skipped, no thread and no expectation\n", result.path);
  if (options.is_verbose)
    for (const std::string& line : result.restricted) fmt::print("{}\n", line);
  std::fflush(stdout);
}

/// What passed and says less than it seems to.
std::string reservations(const std::vector<FileResult>& results) {
  std::size_t restricted = 0, idle = 0;
  for (const FileResult& result : results) {
    restricted += result.restricted.size();
    idle += result.idle_runs;
  }
  std::string text;
  if (restricted > 0)
    text += fmt::format("; {} {} only on what was searched", restricted, restricted == 1 ? "holds" : "hold");
  if (idle > 0) text += fmt::format("; {} {} executed nothing of the patch", idle, idle == 1 ? "run" : "runs");
  return text;
}

void summarize(const std::vector<FileResult>& results, std::size_t files, bool interrupted) {
  const std::size_t skipped = count(results, FileResult::Kind::Skipped);
  fmt::print("{} passed, {} failed{}{}{}\n", count(results, FileResult::Kind::Passed),
             count(results, FileResult::Kind::Failed), skipped > 0 ? fmt::format(", {} skipped", skipped) : "",
             reservations(results),
             interrupted ? fmt::format("; interrupted after {} of {} files", results.size(), files) : "");
}

Exit exit_of(const std::vector<FileResult>& results) {
  if (std::any_of(results.begin(), results.end(), [](const FileResult& result) { return result.is_fault; }))
    return Exit::Internal;
  return count(results, FileResult::Kind::Failed) == 0 ? Exit::Holds : Exit::Violated;
}

/// All files, or those that were finished when the user interrupted: the result of the interrupted one means nothing.
std::vector<FileResult> test_all(const std::vector<Scenario>& files, const TestOptions& options,
                                 const std::atomic<bool>& interrupt, SuiteCoverage* coverage, Exit& exit) {
  const FileTestOptions how = {options.include_paths, options.patches, options.engine, interrupt, options.promote};
  std::vector<FileResult> results;
  StatusLine line;
  for (const Scenario& file : files) {
    line.show(fmt::format("{} of {}  {}", results.size() + 1, files.size(), file.path));
    FileResult result = test_file(file, how, coverage);
    if (interrupt.load()) {
      exit = worst(exit, Exit::Inconclusive);
      break;
    }
    line.clear();
    show(result, options);
    if (options.promote && !promote(result)) exit = worst(exit, Exit::Usage);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace

Exit test(const TestOptions& options) {
  library_folder();  // throws: said once, not for each file
  const Scenarios scenarios = find_scenarios(options.paths);
  for (const std::string& problem : scenarios.problems) fmt::print(stderr, "pagerace: {}\n", problem);
  Exit exit = scenarios.problems.empty() ? Exit::Holds : Exit::Usage;
  const std::atomic<bool>& interrupt = catch_interrupts();
  const bool wants_coverage = options.coverage || options.require_coverage;
  SuiteCoverage coverage;
  const std::vector<FileResult> results =
      test_all(scenarios.files, options, interrupt, wants_coverage ? &coverage : nullptr, exit);
  const bool interrupted = results.size() < scenarios.files.size();
  std::optional<CoverageReport> report;
  if (wants_coverage && !interrupted) report = coverage_report(coverage);
  if (options.json)
    fmt::print("{}", test_json(results, interrupted, report ? &*report : nullptr));
  else
    summarize(results, scenarios.files.size(), interrupted);
  if (report && !options.json) fmt::print("{}", coverage_text(*report, options.is_verbose));
  if (report && options.require_coverage && !report->is_complete()) exit = worst(exit, Exit::Violated);
  if (!options.junit.empty() && !write(options.junit, junit_xml(results))) exit = worst(exit, Exit::Usage);
  if (!interrupted && count(results, FileResult::Kind::Skipped) == results.size()) {
    fmt::print(stderr, "pagerace: no scenario found\n");
    exit = worst(exit, Exit::Usage);
  }
  return worst(exit, exit_of(results));
}

}  // namespace pagerace::cli
