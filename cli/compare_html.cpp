#include <fmt/format.h>

#include "cli/compare_render.hpp"
#include "cli/markup.hpp"

namespace pagerace::cli {

namespace {

/// Colours that can be distinguished without red and green, and in dark mode; the words give the same information.
constexpr const char* kStyle = R"(
:root { color-scheme: light dark; }
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .2em .6em; text-align: left; white-space: nowrap; }
thead th { position: sticky; top: 0; background: Canvas; }
.path { background: #8882; font-weight: bold; }
.good { background: #2a72; }
.bad { background: #d403; font-weight: bold; }
.doubtful { background: #eb03; }
.remark { color: GrayText; }
)";

const char* class_of(Tone tone) {
  switch (tone) {
    case Tone::Good:
      return " class=\"good\"";
    case Tone::Bad:
      return " class=\"bad\"";
    case Tone::Doubtful:
      return " class=\"doubtful\"";
    case Tone::Plain:
      break;
  }
  return "";
}

std::string html_cell(const ShownCell& cell) {
  const std::string note = cell.note == 0 ? "" : fmt::format(" <sup><a href=\"#note-{0}\">{0}</a></sup>", cell.note);
  const std::string title = cell.command.empty() ? "" : fmt::format(" title=\"{}\"", escaped_markup(cell.command));
  return fmt::format("<td{}{}>{}{}</td>", class_of(cell.tone), title, escaped_markup(cell.text), note);
}

std::string row_text(const ShownRow& row) {
  std::string text = fmt::format("<tr><th scope=\"row\">{}</th>", escaped_markup(row.label));
  for (const ShownCell& cell : row.cells) text += html_cell(cell);
  return text + "</tr>\n";
}

std::string wide_row(const char* kind, const std::string& text, const View& view) {
  return fmt::format("<tr><td class=\"{}\" colspan=\"{}\">{}</td></tr>\n", kind, view.kernels.size() + 1,
                     escaped_markup(text));
}

std::string table(const View& view) {
  std::string text = "<table>\n<thead><tr><th></th>";
  for (const std::string& kernel : view.kernels)
    text += fmt::format("<th scope=\"col\">{}</th>", escaped_markup(kernel));
  text += "</tr></thead>\n<tbody>\n";
  for (const ShownScenario& scenario : view.scenarios) {
    const bool is_summary = scenario.rows.size() == 1 && scenario.rows[0].label == scenario.path;
    if (!is_summary) text += wide_row("path", scenario.path, view);
    for (const ShownRow& row : scenario.rows) text += row_text(row);
    for (const std::string& remark : scenario.remarks) text += wide_row("remark", remark, view);
  }
  return text + "</tbody>\n</table>\n";
}

std::string commands(const View& view) {
  std::string text;
  for (const ShownScenario& scenario : view.scenarios)
    for (const std::string& command : commands_of(scenario)) text += escaped_markup(command) + "\n";
  return text.empty() ? "" : "<h2>Counterexamples</h2>\n<pre>\n" + text + "</pre>\n";
}

}  // namespace

std::string compare_html(const View& view) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>pagerace compare</title>\n"
      "<style>{}</style>\n</head>\n<body>\n",
      kStyle);
  text += table(view);
  if (!view.notes.empty()) text += "<ol>\n";
  for (std::size_t note = 0; note < view.notes.size(); ++note)
    text += fmt::format("<li id=\"note-{}\">{}</li>\n", note + 1, escaped_markup(view.notes[note]));
  if (!view.notes.empty()) text += "</ol>\n";
  if (view.with_commands) text += commands(view);
  for (const std::string& line : view.closing) text += fmt::format("<p>{}</p>\n", escaped_markup(line));
  text += fmt::format("<p>Reproduce: <code>{}</code></p>\n", escaped_markup(view.command));
  return text + "</body>\n</html>\n";
}

}  // namespace pagerace::cli
