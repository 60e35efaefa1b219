#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "cli/compare_render.hpp"
#include "cli/markup.hpp"

namespace pagerace::cli {

namespace {

/// A vertical bar would end the cell, and the other characters would be markup. All underscores are escaped, although
/// GitHub does not take one inside a name for markup.
std::string escaped(const std::string& text) {
  constexpr std::string_view special = "|*_`<>[]\\~#&";
  std::string safe;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) safe += '\\';
    safe += c == '\n' || c == '\r' ? ' ' : c;
  }
  return safe;
}

/// In a code span, only the bar is escaped, since GitHub looks for bars first.
std::string code(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '`' ? '\'' : c == '\n' || c == '\r' ? ' ' : c;
  }
  return "`" + safe + "`";
}

std::string markdown_cell(const ShownCell& cell) {
  const std::string text = escaped(cell.text);
  const std::string note = cell.note == 0 ? "" : fmt::format(" \\[{}\\]", cell.note);
  return (cell.tone == Tone::Bad ? "**" + text + "**" : text) + note;
}

std::string row_text(const std::string& scenario, const std::string& label, const ShownRow& row) {
  std::string line = "| " + scenario + " | " + label + " |";
  for (const ShownCell& cell : row.cells) line += " " + markdown_cell(cell) + " |";
  return line + "\n";
}

std::string head(const View& view) {
  std::string text = "| scenario | property |";
  std::string rule = "| --- | --- |";
  for (const std::string& kernel : view.kernels) {
    text += " " + escaped(kernel) + " |";
    rule += " --- |";
  }
  return text + "\n" + rule + "\n";
}

/// Folded, as there are as many commands as violated cells.
std::string commands(const ShownScenario& scenario) {
  const std::vector<std::string> all = commands_of(scenario);
  if (all.empty()) return "";
  std::string text = fmt::format("\n<details><summary>{}: {} counterexample{}</summary>\n\n```sh\n",
                                 escaped_markup(scenario.path), all.size(), all.size() == 1 ? "" : "s");
  for (const std::string& command : all) text += command + "\n";
  return text + "```\n\n</details>\n";
}

}  // namespace

std::string compare_markdown(const View& view) {
  std::string text = head(view);
  for (const ShownScenario& scenario : view.scenarios) {
    std::string path = code(scenario.path);
    for (const ShownRow& row : scenario.rows) {
      const bool is_whole =
          row.label == scenario.path || row.label == "states explored" || row.label == "statements of the patch";
      text += row_text(path, row.label == scenario.path ? "all" : is_whole ? row.label : code(row.label), row);
      path.clear();
    }
  }
  text += "\n";
  for (const ShownScenario& scenario : view.scenarios)
    for (const std::string& remark : scenario.remarks)
      text += fmt::format("- {}: {}\n", code(scenario.path), escaped(remark));
  for (std::size_t note = 0; note < view.notes.size(); ++note)
    text += fmt::format("- \\[{}\\] {}\n", note + 1, escaped(view.notes[note]));
  for (const std::string& line : view.closing) text += fmt::format("- {}\n", escaped(line));
  if (view.with_commands)
    for (const ShownScenario& scenario : view.scenarios) text += commands(scenario);
  return text;
}

}  // namespace pagerace::cli
