// The interpreter as an engine that the search can use.
#pragma once

#include <memory>

#include "checker/compose/reductions.hpp"
#include "checker/step/expander.hpp"

namespace pagerace::checker {

class Visited;

/// Nothing to wait for: what every search begins with. The system and the reductions must outlive it.
std::unique_ptr<Expander> interpreting_expander(const system::TransitionSystem& system, const Reductions& reductions,
                                                Visited& visited);

}  // namespace pagerace::checker
