// Which parts of a program an engine has executed.
#pragma once

#include <cstdint>
#include <vector>

namespace pagerace::checker {

/// Which statements were executed and which asserts were reached.
struct Coverage {
  std::vector<std::uint8_t> marks;     ///< for each of TransitionSystem::marks
  std::vector<std::uint8_t> failures;  ///< for each of TransitionSystem::failures: a Report was evaluated there
};

/// Adds the coverage of `more` to `coverage`.
void merge(Coverage& coverage, const Coverage& more);

}  // namespace pagerace::checker
