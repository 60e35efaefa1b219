// How values stand in the bits of a state.
#pragma once

#include <optional>

#include "checker/native/emit/facts.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

/// All ones of the width; 0 for no width.
Word mask_of(const system::Storage& at);

/// What can be read there, in the order of the bits. Empty where that is too much to list.
Values readable(const system::TransitionSystem& system, const system::Storage& at);
Range readable_range(const system::TransitionSystem& system, const system::Storage& at);

/// The bits that stand for the value, or nothing.
std::optional<Word> bits_of(const system::TransitionSystem& system, const system::Storage& at, Value value);

/// The number below its size that stands for the value, or nothing.
std::optional<Word> number_of(const system::TransitionSystem& system, const system::Digit& digit, Value value);

}  // namespace pagerace::native
