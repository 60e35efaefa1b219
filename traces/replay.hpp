// Takes a path again, step by step, and tells it as a trace. Nothing is believed: a path that cannot be taken, or that
// does not end in what is claimed of it, is refused.
#pragma once

#include <optional>
#include <string>

#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"
#include "traces/trace.hpp"
#include "traces/verify.hpp"

namespace pagerace::traces {

struct Replay {
  std::optional<Trace> trace;       ///< without its origin and explanation
  Verified verified;                ///< the failure or the formula
  std::vector<system::Word> state;  ///< the last one; empty where the last step failed
  std::string error;                ///< where there is no trace: "step 3 of 5: thread driver cannot move"
};

/// Throws std::logic_error where the system contradicts itself. Not thread-safe; const use of `system` is.
Replay replay(const system::TransitionSystem& system, const source::Sources& sources, const checker::Path& path,
              const Claim& claim);

/// What a finding claims, and the claim that `name` (of a property or built-in check) is violated somehow.
Claim claim_of(const checker::Verdict& verdict);
std::optional<Claim> claim_named(const system::TransitionSystem& system, const std::string& name, bool is_witness);

}  // namespace pagerace::traces
