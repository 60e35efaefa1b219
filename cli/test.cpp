#include "cli/test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "cli/interrupt.hpp"
#include "cli/test_file.hpp"
#include "cli/test_report.hpp"

namespace pagerace::cli {

namespace fs = std::filesystem;

void add_test(CLI::App& app, TestOptions& options) {
  CLI::App& command = *app.add_subcommand("test", "Hold scenarios to their own expect lines");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  command.add_option("-I", options.include_paths, "Look for imports here too; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
  command.add_option("--junit", options.junit, "Write the results as JUnit XML")->type_name("FILE");
  command.add_flag("--json", options.json, "The results as one JSON object on stdout");
  command.add_flag("--promote", options.promote, "Rewrite the numbers and verdicts of expect lines to what was found");
  command.add_flag("--verbose,-v", options.is_verbose, "Name the files that pass, too");
}

std::vector<std::string> find_scenarios(const std::vector<std::string>& paths, std::string& missing) {
  std::vector<std::string> all;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    std::error_code error;
    std::vector<std::string> found;
    if (fs::is_directory(path, error)) {
      for (const auto& entry :
           fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error))
        if (entry.path().extension() == ".race" && entry.is_regular_file(error)) found.push_back(entry.path().string());
      std::sort(found.begin(), found.end());
    } else if (fs::exists(path, error)) {
      found.push_back(path);
    } else {
      missing = path;
      return {};
    }
    for (std::string& file : found)
      if (seen.insert(file).second) all.push_back(std::move(file));
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
  std::ifstream in(result.path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in || !write(result.path, apply(text.str(), result.edits))) return false;
  fmt::print("{}: rewritten\n", result.path);
  return true;
}

void show(const FileResult& result, const TestOptions& options) {
  if (options.json) return;
  for (const std::string& failure : result.failures) fmt::print("{}\n", failure);
  if (options.is_verbose && result.kind == FileResult::Kind::Passed)
    fmt::print("{}: passed, {} {}\n", result.path, result.runs, result.runs == 1 ? "run" : "runs");
  if (options.is_verbose && result.kind == FileResult::Kind::Skipped)
    fmt::print("{}: skipped, no thread\n", result.path);
  std::fflush(stdout);
}

}  // namespace

Exit test(const TestOptions& options) {
  std::string missing;
  const std::vector<std::string> files = find_scenarios(options.paths, missing);
  if (!missing.empty()) {
    fmt::print(stderr, "pagerace: cannot read {}\n", missing);
    return Exit::Usage;
  }
  const std::atomic<bool>& interrupt = catch_interrupts();
  std::vector<FileResult> results;
  for (const std::string& file : files) {
    results.push_back(test_file(file, options.include_paths, interrupt));
    if (interrupt.load()) break;
    show(results.back(), options);
    if (options.promote && !promote(results.back())) return Exit::Usage;
  }
  if (options.json) fmt::print("{}", test_json(results));
  if (!options.junit.empty() && !write(options.junit, junit_xml(results))) return Exit::Usage;
  const std::size_t passed = count(results, FileResult::Kind::Passed);
  const std::size_t failed = count(results, FileResult::Kind::Failed);
  const std::size_t skipped = count(results, FileResult::Kind::Skipped);
  if (!options.json) {
    fmt::print("{} passed, {} failed{}\n", passed, failed, skipped > 0 ? fmt::format(", {} skipped", skipped) : "");
  }
  const bool any_fault =
      std::any_of(results.begin(), results.end(), [](const FileResult& result) { return result.is_fault; });
  if (any_fault) return Exit::Internal;
  if (interrupt.load()) return Exit::Inconclusive;
  return failed == 0 ? Exit::Holds : Exit::Violated;
}

}  // namespace pagerace::cli
