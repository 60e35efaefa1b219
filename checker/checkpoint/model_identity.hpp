// Ties a checkpoint to a transition system.
#pragma once

#include <cstddef>
#include <string>

#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/store/state_shape.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// 16 hexadecimal digits that depend on the threads' code and on the layout of states. States of one layout mean
/// nothing in another one, and another version of pagerace may lay out the same model differently.
std::string layout_hash(const system::TransitionSystem& system);

/// `queries`: how many there are, see checker/step/formula_queries.hpp.
SnapshotShape shape_of(const system::TransitionSystem& system, StateShape states, std::size_t queries);

}  // namespace pagerace::checker
