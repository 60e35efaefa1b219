// The output formats of `pagerace compare`; each has a file of its own.
#pragma once

#include <string>

#include "cli/compare_table.hpp"
#include "cli/compare_view.hpp"

namespace pagerace::cli {

/// One table for each scenario, for terminals.
std::string compare_text(const View& view, bool color);
/// One table in GitHub's Markdown. Markup characters in names and reasons are escaped.
std::string compare_markdown(const View& view);
/// A self-contained page: no script, no font, no picture.
std::string compare_html(const View& view);
/// Everything, including what the other formats omit: docs/json-output.md.
std::string compare_json(const Comparison& comparison);

/// "holds", "violated @12 [3]".
std::string text_of(const ShownCell& cell);

}  // namespace pagerace::cli
