#include "cli/patched.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "cli/reached.hpp"
#include "cli/uncovered.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;
using Why = Patched::Aside::Why;

namespace {

/// Sorts the functions of a patch into those that are part of the run and the others.
class Sorter {
 public:
  Sorter(const Model& model, const Reached& reached) : model_(model), reached_(reached) {
    for (const source::FileId file : model.patches) patched_.files.push_back(std::string(model.sources.path(file)));
  }

  Patched take() {
    for (const PatchFunction& function : model_.patch_functions) sort(function);
    return std::move(patched_);
  }

 private:
  void sort(const PatchFunction& function) {
    for (const auto& defined : model_.program->functions) {
      if (defined->name != function.name) continue;
      const bool is_in_force = defined->span.file == function.span.file && defined->span.begin == function.span.begin;
      if (is_in_force) return judge(function, *defined);
      return put_aside(function, Why::Replaced, model_.sources.place(defined->span));
    }
    put_aside(function, Why::NotBrought, place_in_library(function));
  }

  /// Where the library has a function that the scenario does not bring; empty if the design only adds one to such a file.
  std::string place_in_library(const PatchFunction& function) const {
    const auto& all = model_.program->design_functions;
    const auto found = std::find_if(all.begin(), all.end(), [&](const semantics::DesignFunction& each) {
      return each.span.file == function.span.file && each.span.begin == function.span.begin;
    });
    return found == all.end() ? "" : found->not_brought;
  }

  void put_aside(const PatchFunction& function, Why why, std::string by) {
    const source::Position at = model_.sources.position(function.span);
    patched_.asides.push_back({function.name, std::string(at.path), at.line, why, std::move(by)});
  }

  void judge(const PatchFunction& function, const semantics::Function& defined) {
    const Executed executed = reached_.function(defined);
    if (executed.at_all() && !executed.by_threads)
      return put_aside(function, executed.by_init ? Why::OnlyInit : Why::OnlyProperties, "");
    const source::Position at = model_.sources.position(function.span);
    Patched::Function judged = {function.name, std::string(at.path), at.line, 0, 0, {}};
    std::set<unsigned> lines;
    each_marked_statement(defined.body, [&](const semantics::Stmt& stmt) {
      judged.statements++;
      if (reached_.statement(stmt.span, nullptr).by_threads)
        judged.ran++;
      else
        lines.insert(model_.sources.position(stmt.span).line);
    });
    if (judged.statements == 0) {  // a patch may take everything out: a call of the empty function counts
      judged.statements = 1;
      judged.ran = executed.by_threads ? 1 : 0;
      if (!executed.by_threads) lines.insert(at.line);
    }
    judged.not_run.assign(lines.begin(), lines.end());
    patched_.functions.push_back(std::move(judged));
  }

  const Model& model_;
  const Reached& reached_;
  Patched patched_;
};

std::string describe(const Patched::Aside& aside) {
  const std::string function = fmt::format("{}() of {}:{}", aside.name, aside.path, aside.line);
  switch (aside.why) {
    case Why::Replaced:
      return function + " is replaced by " + aside.by;
    case Why::NotBrought:
      return function + " is not part of the run: nothing imports " + (aside.by.empty() ? "what it needs" : aside.by);
    case Why::OnlyInit:
      return function + " ran in init only";
    case Why::OnlyProperties:
      break;
  }
  return function + " ran in properties only";
}

const char* name_of(Why why) {
  switch (why) {
    case Why::Replaced:
      return "replaced";
    case Why::NotBrought:
      return "not imported";
    case Why::OnlyInit:
      return "only in init";
    case Why::OnlyProperties:
      break;
  }
  return "only in properties";
}

std::string counted(std::size_t number, const char* what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

ordered_json function_json(const Patched::Function& function) {
  ordered_json json;
  json["name"] = function.name;
  json["file"] = function.path;
  json["line"] = function.line;
  json["statements"] = function.statements;
  json["ran"] = function.ran;
  json["not_run"] = function.not_run;
  return json;
}

ordered_json aside_json(const Patched::Aside& aside) {
  ordered_json json;
  json["name"] = aside.name;
  json["file"] = aside.path;
  json["line"] = aside.line;
  json["why"] = name_of(aside.why);
  if (!aside.by.empty()) json["by"] = aside.by;
  return json;
}

}  // namespace

std::size_t Patched::statements() const {
  return std::accumulate(functions.begin(), functions.end(), std::size_t{0},
                         [](std::size_t sum, const Function& function) { return sum + function.statements; });
}

std::size_t Patched::ran() const {
  return std::accumulate(functions.begin(), functions.end(), std::size_t{0},
                         [](std::size_t sum, const Function& function) { return sum + function.ran; });
}

std::optional<Patched> patched(const Model& model, const Reached& reached) {
  if (model.patches.empty()) return std::nullopt;
  return Sorter(model, reached).take();
}

std::vector<std::string> describe(const Patched& patched) {
  std::vector<std::string> lines;
  if (patched.functions.empty() && patched.asides.empty()) {
    lines.push_back(fmt::format("nothing: no function in {}", fmt::join(patched.files, ", ")));
    return lines;
  }
  lines.push_back(fmt::format("{}{} of {} of {} ran", patched.is_idle() ? "nothing: " : "", patched.ran(),
                              counted(patched.statements(), "statement"),
                              counted(patched.functions.size(), "function")));
  for (const Patched::Function& function : patched.functions) {
    if (function.ran == 0)
      lines.push_back(fmt::format("{}() of {}:{} did not run", function.name, function.path, function.line));
    else if (!function.not_run.empty())
      lines.push_back(
          fmt::format("{}() did not run {}", function.name, describe_uncovered(function.path, function.not_run)));
  }
  for (const Patched::Aside& aside : patched.asides) lines.push_back(describe(aside));
  return lines;
}

std::string short_text(const Patched& patched) { return fmt::format("{} of {}", patched.ran(), patched.statements()); }

ordered_json patched_json(const Patched& patched) {
  ordered_json json;
  json["files"] = patched.files;
  json["statements"] = patched.statements();
  json["ran"] = patched.ran();
  json["functions"] = ordered_json::array();
  for (const Patched::Function& function : patched.functions) json["functions"].push_back(function_json(function));
  json["others"] = ordered_json::array();
  for (const Patched::Aside& aside : patched.asides) json["others"].push_back(aside_json(aside));
  return json;
}

}  // namespace pagerace::cli
