#include "cli/status_line.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

namespace pagerace::cli {

StatusLine::StatusLine() : is_on_terminal_(isatty(STDERR_FILENO) == 1) {}

StatusLine::~StatusLine() { clear(); }

void StatusLine::show(const std::string& line) {
  if (!is_on_terminal_) return;
  fmt::print(stderr, "\r\033[K{}", cut_to_terminal(line));
  std::fflush(stderr);
  has_line_ = true;
}

void StatusLine::clear() {
  if (has_line_) std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  has_line_ = false;
}

std::string cut_to(const std::string& line, std::size_t columns) {
  if (line.size() <= columns) return line;
  const std::size_t gap = line.rfind("  ", columns);
  return line.substr(0, gap == std::string::npos || gap == 0 ? columns : gap);
}

// A line that the terminal wraps cannot be rewritten.
std::string cut_to_terminal(const std::string& line) {
  struct winsize size = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return line;
  return cut_to(line, size.ws_col - 1u);
}

}  // namespace pagerace::cli
