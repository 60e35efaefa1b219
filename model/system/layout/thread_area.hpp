// A thread's own part of the state: its code, and the registers that are too large for the code.
#pragma once

#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Offsets are in bits from the beginning of the area, the same for all instances. No field crosses a multiple of 64.
struct ThreadArea {
  Storage code;                    ///< only the width is set; at offset 0
  std::vector<Storage> registers;  ///< for each register of the template; width, bias and domain are set
  std::vector<unsigned> offsets;   ///< for each register
  std::vector<unsigned> chunks;    ///< bits used in each chunk of 64
};

/// Needs the template's encodings. Registers in fields of their own share bits if they are never alive at the same
/// location. They are placed widest first, each as low as the registers alive together with it allow.
ThreadArea area_of(const TransitionSystem& system, const ThreadTemplate& thread);

/// The storage for the values of the range, or for indices into the domain if there is one.
Storage storage_for(const TransitionSystem& system, const Range& range, std::uint16_t domain);

}  // namespace pagerace::system
