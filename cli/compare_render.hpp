// The formats of `pagerace compare`, a file for each.
#pragma once

#include <string>

#include "cli/compare_table.hpp"
#include "cli/compare_view.hpp"

namespace pagerace::cli {

/// A table for each scenario, for terminals.
std::string compare_text(const View& view, bool color);
/// One table, as GitHub reads them. What would be markup in a name or a reason is escaped.
std::string compare_markdown(const View& view);
/// A page that needs nothing else: no script, no font, no picture.
std::string compare_html(const View& view);
/// Everything, also what the others leave out: docs/json-output.md.
std::string compare_json(const Comparison& comparison);

/// "holds", "violated @12 [3]".
std::string text_of(const ShownCell& cell);

}  // namespace pagerace::cli
