#include "patch/skeleton.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "model/source/printable.hpp"

namespace pagerace::patch {

namespace {

constexpr std::size_t kWidth = 120;

/// No comment begins or ends within it.
std::string in_comment(std::string_view text) {
  std::string safe;
  for (const char c : source::printable(text)) {
    const bool is_sign = !safe.empty() && ((safe.back() == '*' && c == '/') || (safe.back() == '/' && c == '*'));
    if (is_sign) safe += ' ';
    safe += c;
  }
  std::replace(safe.begin(), safe.end(), '\n', ' ');
  while (safe.ends_with(' ') || safe.ends_with('\t')) safe.pop_back();
  return safe;
}

std::string hunk_lines(const Hunk& hunk) {
  std::string text = in_comment(fmt::format(" * @@ -{},{} +{},{} @@ {}", hunk.old_begin, hunk.old_count, hunk.new_begin,
                                            hunk.new_count, hunk.context)) +
                     "\n";
  for (const std::string& line : hunk.lines) text += in_comment(" * " + line) + "\n";
  return text;
}

const char* what_of(Touched::Kind kind) {
  switch (kind) {
    case Touched::Kind::Added:
      return "adds";
    case Touched::Kind::Removed:
      return "removes";
    case Touched::Kind::Changed:
      break;
  }
  return "changes";
}

/// The hunks that touch what a function stands for, and where the model has it. `before` is what stands above it, or
/// null: hunks are not shown twice.
std::string comment_of(const ToFill& fill, const ToFill* before) {
  std::vector<std::string> names;
  std::vector<const Hunk*> shown;
  std::string hunks;
  for (const Touched* touched : fill.touched) {
    names.push_back(fmt::format("{} {}()", what_of(touched->kind), touched->function));
    for (const Hunk& hunk : touched->hunks) {
      const bool is_shown = std::any_of(shown.begin(), shown.end(), [&](const Hunk* known) {
        return known->line == hunk.line && known->lines == hunk.lines;
      });
      if (is_shown) continue;  // it touches several functions
      shown.push_back(&hunk);
      hunks += hunk_lines(hunk);
    }
  }
  std::string text = fmt::format("/* {}: the patch {}.\n", in_comment(fill.touched.front()->path),
                                 in_comment(fmt::format("{}", fmt::join(names, ", "))));
  text += fmt::format(" * The model has it in {}", fill.function->place);
  if (!fill.function->import.empty()) text += fmt::format(", for scenarios that import {}", fill.function->import);
  if (before != nullptr && before->touched == fill.touched) return text + ". The hunks are those above. */\n";
  return text + ".\n *\n" + hunks + " */\n";
}

/// A body that fills a hook needs what only those scenarios have that import its file. In force it would be so in all.
std::string body_of(const ModelFunction& function) {
  if (!function.fills_hook) return function.override_text + "\n";
  std::string text = fmt::format("/* Only for scenarios that import {}:\n *\n", function.import);
  for (const Line& line : lines_of(function.override_text)) text += in_comment(" * " + line.text) + "\n";
  return text + " */\n";
}

std::string section(const std::string& path) {
  std::string line = "/* -- " + in_comment(path) + " ";
  while (line.size() + 3 < kWidth) line += '-';
  return line + " */\n\n";
}

}  // namespace

std::vector<ToFill> to_fill(const TouchedBy& touched, const ModelFunctions& model) {
  std::vector<ToFill> all;
  for (const Touched& each : touched.functions) {
    for (const ModelFunction* function : model.find(each.function, each.path)) {
      auto known = std::find_if(all.begin(), all.end(), [&](const ToFill& fill) { return fill.function == function; });
      if (known == all.end()) known = all.insert(known, {function, {}});
      known->touched.push_back(&each);
    }
  }
  return all;
}

std::string skeleton(const std::vector<ToFill>& functions, const std::string& import, const std::string& title) {
  std::string text = fmt::format("/* {}\n", in_comment(title));
  text +=
      " *\n"
      " * To fill in: each body is still what the model has without the patch. Change it as the hunk above it changes "
      "the\n"
      " * kernel, and take out what the patch leaves alone; the model leaves out some lines, and has its own words for "
      "others. */\n\n";
  text += fmt::format("import \"{}\";\n", import);
  std::string path;
  const ToFill* before = nullptr;
  for (const ToFill& fill : functions) {
    text += "\n";
    if (fill.touched.front()->path != path) text += section(path = fill.touched.front()->path);
    text += comment_of(fill, before) + body_of(*fill.function);
    before = &fill;
  }
  return text;
}

}  // namespace pagerace::patch
