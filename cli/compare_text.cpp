#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/compare_render.hpp"

namespace pagerace::cli {

std::string text_of(const ShownCell& cell) {
  return cell.note == 0 ? cell.text : fmt::format("{} [{}]", cell.text, cell.note);
}

namespace {

/// Pads the text before it adds colours, so that these do not shift the columns.
std::string paint(const std::string& text, Tone tone, bool color) {
  const char* code = tone == Tone::Good ? "32" : tone == Tone::Bad ? "1;31" : "33";
  return color && tone != Tone::Plain ? fmt::format("\033[{}m{}\033[0m", code, text) : text;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

/// Widths that fit all scenarios, so that the columns of all tables are aligned.
struct Widths {
  explicit Widths(const View& view) {
    for (const std::string& kernel : view.kernels) cells.push_back(kernel.size());
    for (const ShownScenario& scenario : view.scenarios) {
      label = std::max(label, scenario.path.size());
      for (const ShownRow& row : scenario.rows) {
        label = std::max(label, row.label.size() + (row.label == scenario.path ? 0 : 2));
        for (std::size_t at = 0; at < row.cells.size(); ++at)
          cells[at] = std::max(cells[at], text_of(row.cells[at]).size());
      }
    }
  }

  std::size_t label = 0;
  std::vector<std::size_t> cells;
};

std::string head(const std::string& label, const View& view, const Widths& widths) {
  std::string line = fmt::format("{:<{}}", label, widths.label);
  for (std::size_t at = 0; at < view.kernels.size(); ++at)
    line += fmt::format("  {:<{}}", view.kernels[at], widths.cells[at]);
  return trimmed(line);
}

std::string line_of(const std::string& label, const ShownRow& row, const Widths& widths, bool color) {
  std::string line = fmt::format("{:<{}}", label, widths.label);
  for (std::size_t at = 0; at < row.cells.size(); ++at)
    line += "  " + paint(fmt::format("{:<{}}", text_of(row.cells[at]), widths.cells[at]), row.cells[at].tone, color);
  return trimmed(line);
}

std::string all_commands(const View& view) {
  std::string text;
  for (const ShownScenario& scenario : view.scenarios)
    for (const std::string& command : commands_of(scenario)) text += command + "\n";
  return text.empty() ? "" : "\nCounterexamples:\n" + text;
}

}  // namespace

std::string compare_text(const View& view, bool color) {
  const Widths widths(view);
  std::string text;
  bool has_head = false;
  for (const ShownScenario& scenario : view.scenarios) {
    const bool is_summary = scenario.rows.size() == 1 && scenario.rows[0].label == scenario.path;
    if (!is_summary) text += (text.empty() ? "" : "\n") + head(scenario.path, view, widths);
    if (is_summary && !has_head) text += head("", view, widths);
    has_head = true;
    for (const ShownRow& row : scenario.rows) text += line_of((is_summary ? "" : "  ") + row.label, row, widths, color);
    for (const std::string& remark : scenario.remarks) text += "  " + remark + "\n";
  }
  if (!view.notes.empty()) text += "\n";
  for (std::size_t note = 0; note < view.notes.size(); ++note)
    text += fmt::format("[{}] {}\n", note + 1, view.notes[note]);
  if (view.with_commands) text += all_commands(view);
  text += "\n";
  for (const std::string& line : view.closing) text += line + "\n";
  return text + fmt::format("Time: {:.3f} s\nReproduce: {}\n", view.seconds, view.command);
}

}  // namespace pagerace::cli
