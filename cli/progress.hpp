// The progress of a long search, on stderr.
#pragma once

#include <atomic>
#include <string>

#include "checker/step/options.hpp"
#include "cli/progress_history.hpp"

namespace pagerace::cli {

/// Auto: one line that is rewritten on a terminal, else one line a minute. Json: one object a line, at each report.
enum class ProgressStyle { Auto, Json, None };

struct ProgressOptions {
  ProgressStyle style = ProgressStyle::Auto;
  bool is_quiet = false;                ///< the same as None, except for Json, which was asked for by name
  std::atomic<bool>* wanted = nullptr;  ///< set if a line is wanted now, in any style; cleared here
};

/// Its destructor removes the line that it rewrites.
class ProgressLine {
 public:
  explicit ProgressLine(const ProgressOptions& options);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const checker::Progress& progress);

 private:
  void print(const std::string& line);
  void rewrite(const std::string& line);

  ProgressOptions options_;
  bool on_terminal_;
  bool has_line_ = false;
  bool told_growth_ = false;
  double printed_at_ = 0;
  ProgressHistory history_;
};

/// "1:02:03  depth 31 (40 %)  2.4 M states (18.2 k/s)  0.4 M waiting, growing  1.0 GB (12 % of 8.0 GB)  native": only
/// what is known. The percentage is the share of the states at this depth that have been expanded; the total number of
/// states is unknown.
std::string describe(const checker::Progress& progress, const ProgressHistory& history);

/// The same for programs, on one line: docs/json-output.md.
std::string progress_json(const checker::Progress& progress, const ProgressHistory& history);

/// "999", "12.3 k", "4.5 M": three digits are enough to follow.
std::string short_number(double number);

}  // namespace pagerace::cli
