// Checks whether an execution ends as claimed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/result.hpp"

namespace pagerace::traces {

/// The claimed end of a path.
struct Claim {
  checker::Subject subject;
  int clause = -1;          ///< of the property; -1: any clause, or any of its asserts
  int failure = -1;         ///< index into TransitionSystem::failures; -1: any failure of the subject
  bool is_witness = false;  ///< of a `reachable`
};

/// How a path ended.
struct End {
  std::vector<system::Word> state;           ///< empty if `failure` is set
  std::vector<system::Word> before;          ///< the state before the last step; empty if there is no step
  const system::Failure* failure = nullptr;  ///< of the last step
  std::span<const std::uint32_t> reports;    ///< of the last step
  bool is_loop = false;                      ///< the last step led back to the state where the loop begins
};

/// What went wrong; if the claim is not true, all members are null or -1.
struct Verified {
  bool is_true = false;
  const system::Failure* failure = nullptr;  ///< of the step that failed or reported
  int clause = -1;                           ///< of the formula that is false (for a witness: true)
  bool stays = false;                        ///< `next` is about the last state too: the run ends there
};

Verified verify(const system::TransitionSystem& system, checker::Interpreter& interpreter, const Claim& claim,
                const End& end);

}  // namespace pagerace::traces
