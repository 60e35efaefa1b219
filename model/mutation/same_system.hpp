// Whether a mutation changes anything that threads do.
#pragma once

#include "model/system/transition_system.hpp"

namespace pagerace::mutation {

/// The same instructions, on the same cells, in every thread, in init and in the formulas; places in the text and what
/// only readers of traces see do not count. Systems that differ in the numbering of registers alone are not the same.
bool is_same(const system::TransitionSystem& one, const system::TransitionSystem& other);

}  // namespace pagerace::mutation
