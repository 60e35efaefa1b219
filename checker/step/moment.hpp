// What a formula is asked of: a state of a run, and the one after. Plain data: native code is given it too.
#pragma once

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Word;

/// A formula without `next` looks at `state` alone. A state alone stands for a run that stays in it.
struct Moment {
  const Word* state = nullptr;
  const Word* after = nullptr;

  Moment(const Word* stays) : state(stays), after(stays) {}  // NOLINT(google-explicit-constructor)
  Moment(const Word* before_step, const Word* after_step) : state(before_step), after(after_step) {}
};

}  // namespace pagerace::checker
