// One step of one thread with one outcome of its choices, in the form that all engines use. Plain data: native code,
// compiled at run time, fills it in too.
#pragma once

#include <cstdint>

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

inline constexpr std::uint32_t kNoFailure = 0xffffffff;
/// A failure from here on is kMadeUpFailure + system::Check: a fault that is in no list of the system (value_range,
/// null_pointer, out_of_bounds, endless_loop, ...). Replaying the step with the interpreter gives the details.
inline constexpr std::uint32_t kMadeUpFailure = 0xffffff00;

/// Valid only during the call of the sink that receives it.
struct Transition {
  const Word* state = nullptr;             ///< packed; meaningless if the step failed
  const Value* choices = nullptr;          ///< the value of each Choose, in order
  const std::uint32_t* reports = nullptr;  ///< indices into TransitionSystem::failures; the step went on after them
  std::uint32_t choice_count = 0;
  std::uint32_t report_count = 0;
  std::uint32_t thread = 0;            ///< index into TransitionSystem::instances
  std::uint32_t failure = kNoFailure;  ///< how the step ended: an index into TransitionSystem::failures, or made up
};

}  // namespace pagerace::checker
