// Arranges lines of text in columns. Each row holds one line of one column.
#pragma once

#include <string>
#include <vector>

namespace pagerace::traces {

struct Row {
  unsigned column = 0;
  std::string text;    ///< indented
  std::string marker;  ///< to the right of the text; may be empty
};

/// Where each column begins, so that everything fits into `width` if possible. Columns are spaced evenly, else as
/// closely as the longest lines allow, else they overlap (which does no harm, as a row holds only one column).
std::vector<unsigned> place_columns(const std::vector<std::string>& names, const std::vector<Row>& rows,
                                    unsigned width);

/// Header, dashes and rows, each with a newline at its end.
std::string draw(const std::vector<std::string>& names, const std::vector<Row>& rows, unsigned width, bool color);

}  // namespace pagerace::traces
