// Puts lines of text into columns, one line of one column to a row.
#pragma once

#include <string>
#include <vector>

namespace pagerace::traces {

struct Row {
  unsigned column = 0;
  std::string text;    ///< indented
  std::string marker;  ///< to its right; may be empty
};

/// Where each column begins, so that all fits into `width` where that is possible: evenly, else as tight as the longest
/// lines allow, else overlapping (which harms nobody, as a row holds one column only).
std::vector<unsigned> place_columns(const std::vector<std::string>& names, const std::vector<Row>& rows,
                                    unsigned width);

/// Header, dashes and rows, each ended by a newline.
std::string draw(const std::vector<std::string>& names, const std::vector<Row>& rows, unsigned width, bool color);

}  // namespace pagerace::traces
