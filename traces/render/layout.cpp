#include "traces/render/layout.hpp"

#include <algorithm>

namespace pagerace::traces {

namespace {

constexpr unsigned kMargin = 1;
constexpr unsigned kGap = 2;

bool fits(const std::vector<unsigned>& begins, const std::vector<unsigned>& widths, unsigned width) {
  for (std::size_t i = 0; i < begins.size(); i++) {
    const unsigned limit = i + 1 < begins.size() ? begins[i + 1] - kGap : width;
    if (begins[i] + widths[i] > limit) return false;
  }
  return true;
}

/// Spaces columns as far apart as their longest lines allow, but at least as far as the names need.
std::vector<unsigned> overlap(const std::vector<std::string>& names, const std::vector<unsigned>& widths,
                              unsigned width) {
  const std::size_t count = names.size();
  std::vector<unsigned> latest(count);
  for (std::size_t i = count; i-- > 0;) {
    latest[i] = width > widths[i] + kMargin ? width - widths[i] : kMargin;
    if (i + 1 == count) continue;
    const unsigned room = static_cast<unsigned>(names[i].size()) + kGap;
    latest[i] = std::min(latest[i], latest[i + 1] > room + kMargin ? latest[i + 1] - room : kMargin);
  }
  std::vector<unsigned> begins;
  unsigned least = kMargin;
  for (std::size_t i = 0; i < count; i++) {
    const auto spread =
        kMargin + static_cast<unsigned>(i * (latest.back() - kMargin) / std::max<std::size_t>(count - 1, 1));
    begins.push_back(std::max(least, std::min(spread, latest[i])));
    least = begins.back() + static_cast<unsigned>(names[i].size()) + kGap;
  }
  return begins;
}

std::string mark(const std::string& text, bool color) { return color ? "\033[1;31m" + text + "\033[0m" : text; }

void pad(std::string& line, unsigned column) {
  if (line.size() < column) line.resize(column, ' ');
}

}  // namespace

std::vector<unsigned> place_columns(const std::vector<std::string>& names, const std::vector<Row>& rows,
                                    unsigned width) {
  const auto count = static_cast<unsigned>(names.size());
  std::vector<unsigned> widths;
  for (const std::string& name : names) widths.push_back(static_cast<unsigned>(name.size()));
  for (const Row& row : rows) widths[row.column] = std::max(widths[row.column], static_cast<unsigned>(row.text.size()));

  std::vector<unsigned> even;
  for (unsigned i = 0; i < count; i++) even.push_back(kMargin + i * (width - kMargin) / count);
  if (fits(even, widths, width)) return even;

  std::vector<unsigned> tight;
  unsigned begin = kMargin;
  for (unsigned i = 0; i < count; i++) {
    tight.push_back(begin);
    begin += widths[i] + kGap;
  }
  return fits(tight, widths, width) ? tight : overlap(names, widths, width);
}

std::string draw(const std::vector<std::string>& names, const std::vector<Row>& rows, unsigned width, bool color) {
  const std::vector<unsigned> begins = place_columns(names, rows, width);
  std::string header;
  std::string dashes;
  for (std::size_t i = 0; i < names.size(); i++) {
    pad(header, begins[i]);
    pad(dashes, begins[i]);
    header += names[i];
    dashes += std::string(names[i].size(), '-');
  }
  std::string text = header + "\n" + dashes + "\n";
  for (const Row& row : rows) {
    std::string line(begins[row.column], ' ');
    line += row.text;
    if (row.marker.empty()) {
      text += line + "\n";
      continue;
    }
    const auto next =
        std::find_if(begins.begin(), begins.end(), [&](unsigned begin) { return begin >= line.size() + kGap; });
    const auto length = static_cast<unsigned>(row.marker.size());
    const auto end = static_cast<unsigned>(line.size()) + kGap;
    if (next != begins.end() && *next + length <= width) {
      pad(line, *next);
    } else if (end + length <= width) {
      pad(line, end);
    } else {
      text += line + "\n";
      line.assign(width > length + kMargin ? width - length : kMargin, ' ');
    }
    text += line + mark(row.marker, color) + "\n";
  }
  return text;
}

}  // namespace pagerace::traces
