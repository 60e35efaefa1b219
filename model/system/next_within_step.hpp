// Single instructions, followed up to the end of their step.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/code.hpp"

namespace pagerace::system {

/// Where control may go on from the instruction within its step, conditions ignored; the end of the code may be among
/// these.
std::vector<std::uint32_t> next_within_step(const Code& code, std::uint32_t index);

}  // namespace pagerace::system
