// Turns the checked program into a transition system: inlines calls, cuts steps at shared accesses, finds ranges, drops
// dead locals, lays out the state.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/source/diagnostics.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::semantics {

struct LowerOptions {
  std::vector<std::string>
      properties;  ///< from --property; empty: all. Built-in names are allowed and change nothing here
};

/// Empty if an integer has no bound, the state is larger than 64 words, or a program is beyond a documented limit.
std::optional<system::TransitionSystem> lower(const std::shared_ptr<const Program>& program,
                                              const LowerOptions& options, source::Diagnostics& diagnostics);

}  // namespace pagerace::semantics
