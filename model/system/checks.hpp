// What can be checked of a program: the built-in properties, and the kinds of formulas in the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pagerace::system {

/// The built-in properties. The order is the order in which they are reported.
enum class Check : std::uint8_t {
  Deadlock,
  Livelock,
  BugOn,
  WarnOn,
  Assertion,
  ValueRange,
  NullPointer,
  OutOfBounds,
  Arithmetic,
  LockMisuse,
  SleepingInAtomic,
  StaleMemmap,
  UseAfterFree,
  EndlessLoop,
  Uninitialized,
  ListCorruption
};
inline constexpr std::array<const char*, 16> kCheckNames = {
    "deadlock",       "livelock",      "BUG_ON",        "WARN_ON",        "assertion",          "value_range",
    "null_pointer",   "out_of_bounds", "arithmetic",    "lock_misuse",    "sleeping_in_atomic", "stale_memmap",
    "use_after_free", "endless_loop",  "uninitialized", "list_corruption"};

inline const char* name_of(Check check) { return kCheckNames[static_cast<std::size_t>(check)]; }

inline std::optional<Check> check_named(std::string_view name) {
  for (std::size_t i = 0; i < kCheckNames.size(); ++i) {
    if (name == kCheckNames[i]) return static_cast<Check>(i);
  }
  return std::nullopt;
}

/// True in every state; in some state; in every state in which all threads are done.
enum class FormulaKind : std::uint8_t { Always, Reachable, AtEnd };

}  // namespace pagerace::system
