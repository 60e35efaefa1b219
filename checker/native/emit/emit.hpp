// Writes the transition system as C++: one translation unit, which is compiled to a module (checker/native/module.hpp).
#pragma once

#include <string>

#include "checker/native/parts.hpp"
#include "checker/step/cancellation.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

/// The result contains numbers only, and no text of the model. Throws std::logic_error if the system contradicts
/// itself.
/// For a large program it takes a second.
std::string emit(const system::TransitionSystem& system, const NativeParts& parts,
                 const checker::Cancellation& cancellation = {});

}  // namespace pagerace::native
