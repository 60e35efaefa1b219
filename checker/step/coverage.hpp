// Which parts of a program an engine has executed.
#pragma once

#include <cstdint>
#include <vector>

namespace pagerace::checker {

/// Which statements were executed, also in attempts that turned out blocked; and what happened in starts and steps that
/// were taken, including those that fail.
struct Coverage {
  std::vector<std::uint8_t> marks;     ///< for each of TransitionSystem::marks
  std::vector<std::uint8_t> failures;  ///< for each of TransitionSystem::failures: a Report was evaluated there
  std::vector<std::uint8_t> written;   ///< for each cell: a thread or a probe stored to it; init does not count
};

/// Adds the coverage of `more` to `coverage`.
void merge(Coverage& coverage, const Coverage& more);

}  // namespace pagerace::checker
