// A start that the properties call impossible, and that no thread of the scenario has anything to do with: a helper of
// init made it, on a design for which it makes the wrong state.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::properties {

struct ImpossibleStart {
  std::string helper;              ///< the function
  system::Span call;               ///< of it, in init
  std::string property;            ///< or the built-in check
  std::vector<std::string> parts;  ///< why it is violated: from the whole to the part
};

/// What init may call to say in whose hands a page is.
struct Helpers {
  std::function<bool(const std::string& function)> is_helper;
  std::function<bool(const system::Property&)> counts;  ///< not those of the scenario, nor what was not asked for
};

/// The first, in order of starts. A property counts if a start violates an `always` of it, or an assert within a
/// helper; a built-in check, if a helper fails or warns. Nothing is reported where init itself, outside of all helpers,
/// stores to a cell on which the violation depends: then the scenario may be at fault, and a search says so. Starts
/// beyond what is quick to look at are left to the search, too.
std::optional<ImpossibleStart> impossible_start(const system::TransitionSystem& system, const source::Sources& sources,
                                                const Helpers& helpers);

}  // namespace pagerace::properties
