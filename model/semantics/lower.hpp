// Turns the checked program into a transition system: calls inlined, steps cut at shared accesses, ranges found,
// dead locals dropped, the state laid out.
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
      properties;  ///< of --property; empty: all. Built-in names are allowed and change nothing here
};

/// Nothing where an integer has no bound, the state is larger than 64 words, or a program is beyond a documented limit.
std::optional<system::TransitionSystem> lower(const std::shared_ptr<const Program>& program,
                                              const LowerOptions& options, source::Diagnostics& diagnostics);

}  // namespace pagerace::semantics
