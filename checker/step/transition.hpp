// One step of one thread with one outcome of its choices, as every engine tells of it. Plain data: native code,
// compiled at run time, fills it in too.
#pragma once

#include <cstdint>

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

inline constexpr std::uint32_t kNoFailure = 0xffffffff;
/// From here on a failure is kMadeUpFailure + system::Check: a fault that stands in no list of the system
/// (value_range, null_pointer, out_of_bounds, endless_loop, ...). Replaying the step with the interpreter tells more.
inline constexpr std::uint32_t kMadeUpFailure = 0xffffff00;

/// Valid only during the call of the sink that it is given to.
struct Transition {
  const Word* state = nullptr;             ///< packed; meaningless if the step failed
  const Value* choices = nullptr;          ///< what each Choose chose, in order
  const std::uint32_t* reports = nullptr;  ///< indices into TransitionSystem::failures: reported, the step went on
  std::uint32_t choice_count = 0;
  std::uint32_t report_count = 0;
  std::uint32_t thread = 0;            ///< index into TransitionSystem::instances
  std::uint32_t failure = kNoFailure;  ///< the step ended in this: an index into TransitionSystem::failures, or made up
};

}  // namespace pagerace::checker
