// Whether a mutation changes anything that threads do.
#pragma once

#include "model/system/transition_system.hpp"

namespace pagerace::mutation {

/// Whether the instructions are the same, on the same cells, in every thread, in init and in the formulas. Places in
/// the text and data that only readers of traces see do not count. Systems that differ only in the numbering of
/// registers are not the same.
bool is_same(const system::TransitionSystem& one, const system::TransitionSystem& other);

}  // namespace pagerace::mutation
