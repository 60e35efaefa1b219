// One line on stderr that is rewritten: how far a command is that does many things. Nothing where stderr is no
// terminal.
#pragma once

#include <string>

namespace pagerace::cli {

/// Its destructor removes the line.
class StatusLine {
 public:
  StatusLine();
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  void show(const std::string& line);
  /// Removes the line, so that something else can be printed.
  void clear();

 private:
  bool is_on_terminal_;
  bool has_line_ = false;
};

/// What of the line fits on the terminal of stderr. It is cut between two of its items, which stand two blanks apart.
std::string cut_to_terminal(const std::string& line);
/// The same for so many columns.
std::string cut_to(const std::string& line, std::size_t columns);

}  // namespace pagerace::cli
