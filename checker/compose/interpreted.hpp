// Makes the interpreter an engine for the search.
#pragma once

#include <memory>

#include "checker/compose/reductions.hpp"
#include "checker/step/expander.hpp"
#include "checker/step/limits.hpp"
#include "checker/step/successors.hpp"

namespace pagerace::checker {

class Visited;

/// It is ready at once, so every search begins with it. The system and the reductions must outlive it.
std::unique_ptr<Expander> interpreting_expander(const system::TransitionSystem& system, const Reductions& reductions,
                                                Visited& visited);

/// Takes the same steps without a store. Throws Stopped if a bound is met in the middle of a long step. The arguments
/// must outlive it.
std::unique_ptr<Successors> successors(const system::TransitionSystem& system, const Reductions& reductions,
                                       const Limits& limits);

}  // namespace pagerace::checker
