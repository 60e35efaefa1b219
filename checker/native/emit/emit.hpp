// The transition system as C++: one translation unit, to be compiled to a module (checker/native/module.hpp).
#pragma once

#include <string>

#include "checker/native/parts.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

/// Nothing of the model's text gets into it: numbers only. Throws std::logic_error where the system contradicts itself.
std::string emit(const system::TransitionSystem& system, const NativeParts& parts);

}  // namespace pagerace::native
