// What a long search shows while it runs, on stderr.
#pragma once

#include <chrono>
#include <string>

#include "checker/search/options.hpp"

namespace pagerace::cli {

/// On a terminal one line that is rewritten, elsewhere one line a minute. Removes its line when it goes.
class ProgressLine {
 public:
  explicit ProgressLine(bool is_quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const checker::Progress& progress);

 private:
  bool is_quiet_;
  bool on_terminal_;
  bool shown_ = false;
  double printed_at_ = 0;
};

/// "depth 31  2.4 M states (18.2 k/s)  0.4 M waiting".
std::string describe(const checker::Progress& progress);

/// "999", "12.3 k", "4.5 M": three digits are enough to follow.
std::string short_number(double number);

}  // namespace pagerace::cli
