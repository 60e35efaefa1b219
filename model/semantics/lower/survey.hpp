// What is known about the steps of a thread before its probes are lowered. Threads are lowered twice: first without
// probes, to find out which accesses will be steps, then with each probe in the step that it belongs to.
#pragma once

#include <cstdint>
#include <vector>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// A call of a function with probes, outside of atomic sections. The first one stands for the body of the thread.
struct SurveyedCall {
  std::uint32_t begin = 0, end = 0;  ///< its instructions in the first lowering
  std::vector<std::uint32_t> first;  ///< the yields at which its first access may be
  bool may_do_without = false;       ///< it can be gone through without an access that others notice
  bool has_step = false;             ///< others may come by in it
};

/// Yields and calls have the numbers in which both lowerings come to them, without the yields of probes.
struct Survey {
  std::vector<bool> is_access;  ///< for each yield: another thread could notice the step
  std::vector<SurveyedCall> calls;
};

/// Lowers every thread of the program without probes. `context` says which functions have probes.
std::vector<Survey> survey_threads(const LoweringContext& context);

}  // namespace pagerace::semantics
