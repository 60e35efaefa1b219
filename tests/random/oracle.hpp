// What a search should have found, worked out in the plainest way from the reference explorer's set of states.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/step/result.hpp"
#include "tests/reference/explore.hpp"

namespace pagerace::random {

/// Outcome, and depth of the first violation or witness, of one verdict.
struct Expected {
  checker::Outcome outcome = checker::Outcome::Holds;
  std::optional<std::uint32_t> depth;
};

/// For the properties in order, then the built-in ones. `graph` must be the one that was explored.
std::vector<Expected> judge(const system::TransitionSystem& system, const checker::reference::Graph& graph,
                            const checker::reference::Explored& explored);

/// The fewest changes of thread among all shortest executions to a finding.
std::uint32_t fewest_changes(const system::TransitionSystem& system, const checker::reference::Graph& graph,
                             const checker::reference::Explored& explored, const checker::Finding& finding);

}  // namespace pagerace::random
