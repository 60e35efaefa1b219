// Makes one number, its code, of where a thread is and what its registers hold there.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Completes the encodings that the range analysis began: bases and counts. A register that would make the codes of
/// some location too many (2^32), or those of the thread (2^48), is taken out everywhere and gets a field of its own.
void number_codes(ThreadTemplate& thread);

/// Codes of all locations.
Word code_count(const ThreadTemplate& thread);
/// Bits that they take.
std::uint8_t code_width(const ThreadTemplate& thread);

/// The registers alive at the location that are no digits of its encoding, ascending.
std::vector<Register> field_registers(const ThreadTemplate& thread, std::size_t location);

}  // namespace pagerace::system
