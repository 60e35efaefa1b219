// How the bits of a state represent values.
#pragma once

#include <optional>

#include "checker/native/emit/facts.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

/// All bits of the width set; 0 if there is no width.
Word mask_of(const system::Storage& at);

/// The values that can be read there, in the order of their bits. Empty if they are too many to list.
Values readable(const system::TransitionSystem& system, const system::Storage& at);
Range readable_range(const system::TransitionSystem& system, const system::Storage& at);

/// The bits that represent the value, or nothing.
std::optional<Word> bits_of(const system::TransitionSystem& system, const system::Storage& at, Value value);

/// The number, below the digit's size, that represents the value; or nothing.
std::optional<Word> number_of(const system::TransitionSystem& system, const system::Digit& digit, Value value);

}  // namespace pagerace::native
