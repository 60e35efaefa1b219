#include "checker/store/free_memory.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>

#include "checker/store/budget.hpp"

namespace pagerace::checker {
namespace {

std::optional<std::uint64_t> number_in(const char* path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  if (file >> number) return number;
  return std::nullopt;  // absent, or "max"
}

/// Reads the number of a key from a file with lines of a key and a number.
std::optional<std::uint64_t> number_of(const std::string& key, const char* path) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with(key)) return std::stoull(line.substr(key.size()));
  }
  return std::nullopt;
}

std::uint64_t left_by_machine() {
  const auto kilobytes = number_of("MemAvailable:", "/proc/meminfo");
  return kilobytes ? *kilobytes * 1024 : Budget::kUnlimited;
}

/// Cached files count as used there, but they can be reclaimed.
std::uint64_t left_by_control_group() {
  const auto limit = number_in("/sys/fs/cgroup/memory.max");
  const auto used = number_in("/sys/fs/cgroup/memory.current");
  const auto cached = number_of("file ", "/sys/fs/cgroup/memory.stat");
  if (!limit || !used) return Budget::kUnlimited;
  const std::uint64_t kept = *used - std::min(*used, cached.value_or(0));
  return *limit - std::min(*limit, kept);
}

}  // namespace

std::uint64_t free_memory() { return std::min(left_by_machine(), left_by_control_group()); }

std::uint64_t resident_memory() {
  const auto kilobytes = number_of("VmRSS:", "/proc/self/status");
  return kilobytes ? *kilobytes * 1024 : 0;
}

}  // namespace pagerace::checker
