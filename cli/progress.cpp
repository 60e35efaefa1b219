#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace pagerace::cli {

namespace {
constexpr double kSecondsBetweenLines = 60;
}

ProgressLine::ProgressLine(bool is_quiet) : is_quiet_(is_quiet), on_terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (shown_ && on_terminal_) std::fputs("\r\033[K", stderr);
}

void ProgressLine::show(const checker::Progress& progress) {
  if (is_quiet_) return;
  if (on_terminal_) {
    fmt::print(stderr, "\r\033[K{}", describe(progress));
    std::fflush(stderr);
  } else {
    if (progress.seconds - printed_at_ < kSecondsBetweenLines) return;
    printed_at_ = progress.seconds;
    fmt::print(stderr, "{}\n", describe(progress));
  }
  shown_ = true;
}

std::string describe(const checker::Progress& progress) {
  const double rate = progress.seconds > 0 ? static_cast<double>(progress.states) / progress.seconds : 0;
  return fmt::format("depth {}  {} states ({}/s)  {} waiting", progress.depth,
                     short_number(static_cast<double>(progress.states)), short_number(rate),
                     short_number(static_cast<double>(progress.frontier)));
}

std::string short_number(double number) {
  constexpr double kThousand = 1000;
  if (number < kThousand) return fmt::format("{:.0f}", number);
  for (const char* unit : {"k", "M", "G"}) {
    number /= kThousand;
    if (number < kThousand) return fmt::format("{:.1f} {}", number, unit);
  }
  return fmt::format("{:.1f} T", number / kThousand);
}

}  // namespace pagerace::cli
