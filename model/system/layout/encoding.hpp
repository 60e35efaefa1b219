// Encodes a thread's location and the values of its registers there as one number, the thread's code.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Completes the encodings that the range analysis began: bases and counts. A register that would make too many codes
/// for some location (2^32) or for the thread (2^48) is removed from all encodings and gets a field of its own.
void number_codes(ThreadTemplate& thread);

/// The number of codes of all locations.
Word code_count(const ThreadTemplate& thread);
/// The number of bits that a code takes.
std::uint8_t code_width(const ThreadTemplate& thread);

/// The registers that are alive at the location but are no digits of its encoding, ascending.
std::vector<Register> field_registers(const ThreadTemplate& thread, std::size_t location);

}  // namespace pagerace::system
