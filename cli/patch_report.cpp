#include "cli/patch_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/json_document.hpp"
#include "model/source/printable.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;
using patch::Touched;

namespace {

const char* change_name(Touched::Kind kind) {
  switch (kind) {
    case Touched::Kind::Added:
      return "added";
    case Touched::Kind::Removed:
      return "removed";
    case Touched::Kind::Changed:
      break;
  }
  return "changed";
}

/// "modelled: model/linux/mm/swap.race:23"
std::string fate_of(const PostedFunction& function) {
  if (function.modelled.empty()) return "not modelled";
  std::string text = "modelled";
  const char* before = ": ";
  for (const patch::ModelFunction* each : function.modelled) {
    text += before;
    if (each->name != function.touched->function) text += each->name + "() at ";
    text += each->place;
    if (!each->import.empty()) text += ", where a scenario imports " + each->import;
    before = "; ";
  }
  if (function.is_of_other_file)
    text += fmt::format("; there it is of {}, and whether it is the same cannot be told",
                        *function.modelled.front()->kernel_files.begin());
  return text;
}

std::string describe(const patch::Outside& outside) {
  std::string text = fmt::format("  line {}: {} {} outside of functions", outside.line, outside.number,
                                 outside.number == 1 ? "line" : "lines");
  if (!outside.within.empty()) text += fmt::format(", after \"{}\"", outside.within);
  return text + "\n";
}

/// The paths that the posting comes by, each once.
std::vector<std::string> paths_of(const Posting& posting) {
  std::vector<std::string> paths;
  const auto add = [&](const std::string& path) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  };
  for (const patch::Patch& patch : posting.series.patches)
    for (const patch::FileChange& change : patch.files) add(change.path());
  return paths;
}

std::string describe_file(const Posting& posting, const std::string& path) {
  std::string text;
  std::size_t width = 0;
  for (const PostedFunction& function : posting.functions)
    if (function.touched->path == path) width = std::max(width, function.touched->function.size() + 2);
  for (const PostedFunction& function : posting.functions) {
    if (function.touched->path != path) continue;
    text += fmt::format("  {:<{}}  {:<7}  {}\n", function.touched->function + "()", width,
                        change_name(function.touched->kind), fate_of(function));
  }
  for (const patch::Outside& outside : posting.touched.outside)
    if (outside.path == path) text += describe(outside);
  return text.empty() ? text : path + "\n" + text;
}

std::string why_unread(const patch::FileChange& change) {
  if (change.is_binary) return "binary";
  if (!patch::is_c(change.path())) return "not C";
  return change.hunks.empty() ? "no line of it changes" : "";
}

}  // namespace

std::size_t Posting::modelled() const {
  return static_cast<std::size_t>(std::count_if(
      functions.begin(), functions.end(), [](const PostedFunction& function) { return !function.modelled.empty(); }));
}

Posting posting_of(patch::Series series, const patch::ModelFunctions& model) {
  Posting posting;
  posting.series = std::move(series);
  posting.touched = posting.series.touched();
  for (const Touched& touched : posting.touched.functions) {
    PostedFunction function = {&touched, model.find(touched.function, touched.path), false};
    function.is_of_other_file =
        !function.modelled.empty() && !function.modelled.front()->kernel_files.contains(touched.path);
    posting.functions.push_back(std::move(function));
  }
  for (const patch::Patch& patch : posting.series.patches) {
    for (const patch::FileChange& change : patch.files) {
      const std::string why = why_unread(change);
      if (!why.empty()) posting.unread.push_back(change.path() + ": " + why);
    }
  }
  return posting;
}

std::string describe(const Posting& posting, const syntax::KernelChoice& kernel) {
  std::string text;
  for (const patch::Patch& patch : posting.series.patches)
    text += fmt::format("Patch: {}\n", patch.subject.empty() ? patch.path : patch.subject);
  if (posting.series.replies > 0) text += fmt::format("Replies: {}, which were not read\n", posting.series.replies);
  text += fmt::format("Kernel: {}\n\n", syntax::describe(kernel));
  for (const std::string& path : paths_of(posting)) text += describe_file(posting, path);
  for (const std::string& line : posting.unread) text += line + "\n";
  if (posting.modelled() == 0) {
    text += "\nNothing of this is modelled.\n";
  } else {
    text += fmt::format("\nModelled: {} of {} functions\n", posting.modelled(), posting.functions.size());
    text += "Not known: whether the model is what the kernel has before the patch. The patch alone does not say it.\n";
  }
  return source::printable(text);
}

ordered_json posting_json(const Posting& posting, const syntax::KernelChoice& kernel) {
  ordered_json json = json_document();
  json["kernel"] = kernel.name;
  json["patches"] = ordered_json::array();
  for (const patch::Patch& patch : posting.series.patches)
    json["patches"].push_back(ordered_json{{"file", patch.path}, {"subject", patch.subject}, {"author", patch.author}});
  json["replies"] = posting.series.replies;
  json["functions"] = ordered_json::array();
  for (const PostedFunction& function : posting.functions) {
    ordered_json one = {{"file", function.touched->path},
                        {"function", function.touched->function},
                        {"change", change_name(function.touched->kind)},
                        {"modelled", ordered_json::array()}};
    for (const patch::ModelFunction* each : function.modelled) {
      ordered_json by = {{"function", each->name}, {"place", each->place}};
      if (!each->import.empty()) by["import"] = each->import;
      one["modelled"].push_back(std::move(by));
    }
    if (function.is_of_other_file) one["of_other_file"] = true;
    json["functions"].push_back(std::move(one));
  }
  json["outside"] = ordered_json::array();
  for (const patch::Outside& outside : posting.touched.outside)
    json["outside"].push_back(ordered_json{
        {"file", outside.path}, {"line", outside.line}, {"lines", outside.number}, {"within", outside.within}});
  json["unread"] = posting.unread;
  return json;
}

}  // namespace pagerace::cli
