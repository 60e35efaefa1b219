// The part of the state that a thread has for itself: its code, and the registers that are too large for it.
#pragma once

#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Offsets in bits from the beginning of the area, the same for all instances. No field crosses a multiple of 64.
struct ThreadArea {
  Storage code;                    ///< width only; at offset 0
  std::vector<Storage> registers;  ///< width, bias and domain; for each register of the template
  std::vector<unsigned> offsets;   ///< for each register
  std::vector<unsigned> chunks;    ///< bits used of each 64
};

/// The template's encodings are made already. Registers in fields of their own that are never alive at one location
/// share bits: they are placed widest first, each as low as those it meets somewhere allow.
ThreadArea area_of(const TransitionSystem& system, const ThreadTemplate& thread);

/// Bits for the values of the range, or for places in the domain where there is one.
Storage storage_for(const TransitionSystem& system, const Range& range, std::uint16_t domain);

}  // namespace pagerace::system
