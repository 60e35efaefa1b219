// Makes the interpreter an engine for the search.
#pragma once

#include <memory>

#include "checker/compose/reductions.hpp"
#include "checker/step/expander.hpp"

namespace pagerace::checker {

class Visited;

/// It is ready at once, so every search begins with it. The system and the reductions must outlive it.
std::unique_ptr<Expander> interpreting_expander(const system::TransitionSystem& system, const Reductions& reductions,
                                                Visited& visited);

}  // namespace pagerace::checker
