// Replays a path step by step and records it as a trace. It trusts nothing: it refuses a path that cannot be taken, or
// that does not end as claimed.
#pragma once

#include <optional>
#include <string>

#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"
#include "traces/trace.hpp"
#include "traces/verify.hpp"

namespace pagerace::traces {

struct Replay {
  std::optional<Trace> trace;       ///< without origin and explanation
  Verified verified;                ///< the failure or the formula
  std::vector<system::Word> state;  ///< the last state; empty if the last step failed
  std::string error;                ///< if there is no trace: "step 3 of 5: thread driver cannot move"
};

/// Throws std::logic_error if the system contradicts itself. Not thread-safe, but `system` may be shared.
Replay replay(const system::TransitionSystem& system, const source::Sources& sources, const checker::Path& path,
              const Claim& claim);

/// The claim of a verdict's finding, and the claim that `name` (a property or built-in check) is violated in some way.
Claim claim_of(const checker::Verdict& verdict);
std::optional<Claim> claim_named(const system::TransitionSystem& system, const std::string& name, bool is_witness);

}  // namespace pagerace::traces
