// Whether an execution ends in what is claimed of it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/result.hpp"

namespace pagerace::traces {

/// What a path is said to end in.
struct Claim {
  checker::Subject subject;
  int clause = -1;          ///< of the property; -1: any of them, or any of its asserts
  int failure = -1;         ///< index into TransitionSystem::failures; -1: any of the subject's
  bool is_witness = false;  ///< of a `reachable`
};

/// Where a path ended.
struct End {
  std::vector<system::Word> state;           ///< empty if `failure` is set
  const system::Failure* failure = nullptr;  ///< of the last step
  std::span<const std::uint32_t> reports;    ///< of the last step
};

/// Where it went wrong; all null or -1 if the claim is not true.
struct Verified {
  bool is_true = false;
  const system::Failure* failure = nullptr;  ///< the step that failed or reported
  int clause = -1;                           ///< the formula that is false (or true, for a witness)
};

Verified verify(const system::TransitionSystem& system, checker::Interpreter& interpreter, const Claim& claim,
                const End& end);

}  // namespace pagerace::traces
