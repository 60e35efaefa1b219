#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/report.hpp"
#include "cli/status_line.hpp"

namespace pagerace::cli {

namespace {

constexpr double kSecondsBetweenLines = 60;

std::string clock(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds);
  const std::uint64_t hours = whole / 3600, minutes = whole / 60 % 60;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60);
  return fmt::format("{}:{:02}", minutes, whole % 60);
}

double average(const checker::Progress& progress) {
  return progress.seconds > 0 ? static_cast<double>(progress.states) / progress.seconds : 0;
}

/// Rounded down, so that unfinished work is never shown as 100 %.
unsigned percent(std::uint64_t part, std::uint64_t whole) {
  return static_cast<unsigned>(static_cast<double>(part) / static_cast<double>(whole) * 100);
}

std::string memory_text(const checker::Progress& progress) {
  std::string text = "  " + size_text(progress.memory);
  if (progress.memory_limit > 0) {
    text +=
        fmt::format(" ({} % of {})", percent(progress.memory, progress.memory_limit), size_text(progress.memory_limit));
  }
  return text;
}

}  // namespace

ProgressLine::ProgressLine(const ProgressOptions& options)
    : options_(options), on_terminal_(isatty(STDERR_FILENO) == 1) {
  if (options_.is_quiet && options_.style == ProgressStyle::Auto) options_.style = ProgressStyle::None;
}

ProgressLine::~ProgressLine() {
  if (has_line_) std::fputs("\r\033[K", stderr);
}

void ProgressLine::show(const checker::Progress& progress) {
  history_.add(progress);
  if (!progress.growing.empty() && !told_growth_ && options_.style == ProgressStyle::Auto) {
    told_growth_ = true;
    print("note: " + progress.growing);
  }
  const bool is_wanted = options_.wanted != nullptr && options_.wanted->exchange(false);
  switch (options_.style) {
    case ProgressStyle::Json:
      return print(progress_json(progress, history_));
    case ProgressStyle::Auto:
      if (on_terminal_ && !is_wanted) return rewrite(describe(progress, history_));
      if (!is_wanted && progress.seconds - printed_at_ < kSecondsBetweenLines) return;
      if (!is_wanted) printed_at_ = progress.seconds;
      return print(describe(progress, history_));
    case ProgressStyle::None:
      if (is_wanted) print(describe(progress, history_));
  }
}

void ProgressLine::print(const std::string& line) {
  fmt::print(stderr, "{}{}\n", has_line_ ? "\r\033[K" : "", line);
  has_line_ = false;
}

void ProgressLine::rewrite(const std::string& line) {
  fmt::print(stderr, "\r\033[K{}", cut_to_terminal(line));
  std::fflush(stderr);
  has_line_ = true;
}

std::string describe(const checker::Progress& progress, const ProgressHistory& history) {
  std::string line = fmt::format("{}  depth {}", clock(progress.seconds), progress.depth);
  if (progress.level > 0) {
    line += fmt::format(" ({} %)", percent(progress.level - progress.level_left, progress.level));
  }
  line += fmt::format("  {} states ({}/s)  {} waiting", short_number(static_cast<double>(progress.states)),
                      short_number(history.rate().value_or(average(progress))),
                      short_number(static_cast<double>(progress.frontier)));
  if (const auto trend = history.trend()) line += fmt::format(", {}", name_of(*trend));
  if (progress.memory > 0) line += memory_text(progress);
  if (progress.spilled > 0) line += fmt::format("  {} on disk", size_text(progress.spilled));
  if (!progress.engine.empty()) line += "  " + progress.engine;
  if (progress.threads > 1) line += fmt::format(" x {}", progress.threads);
  if (!progress.reductions.empty()) line += "  " + progress.reductions;
  return line;
}

std::string progress_json(const checker::Progress& progress, const ProgressHistory& history) {
  nlohmann::ordered_json json = {{"seconds", progress.seconds},
                                 {"states", progress.states},
                                 {"transitions", progress.transitions},
                                 {"depth", progress.depth},
                                 {"level", progress.level},
                                 {"level_left", progress.level_left},
                                 {"waiting", progress.frontier},
                                 {"states_per_second", history.rate().value_or(average(progress))},
                                 {"states_per_second_on_average", average(progress)}};
  if (const auto trend = history.trend()) json["trend"] = name_of(*trend);
  json["memory_bytes"] = progress.memory;
  if (progress.memory_limit > 0) json["memory_limit_bytes"] = progress.memory_limit;
  json["spilled_bytes"] = progress.spilled;
  if (!progress.growing.empty()) json["growing"] = progress.growing;
  json["engine"] = progress.engine;
  json["threads"] = progress.threads;
  json["reductions"] = progress.reductions;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string short_number(double number) {
  constexpr double kThousand = 1000;
  if (number < 999.5) return fmt::format("{:.0f}", number);
  for (const char* unit : {"k", "M", "G"}) {
    number /= kThousand;
    if (number < 999.95) return fmt::format("{:.1f} {}", number, unit);
  }
  return fmt::format("{:.1f} T", number / kThousand);
}

}  // namespace pagerace::cli
