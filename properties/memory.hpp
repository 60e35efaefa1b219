// What a monitor knows, as a checkpoint holds it.
#pragma once

#include <cstdint>
#include <stdexcept>

#include "checker/checkpoint/resumable.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// What was read is of no monitor of this system.
struct Unfit : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Findings by names, the rest as counters; the others' stay.
void write_memory(const Monitor::Memory& memory, checker::Resumable& search);

/// `blank`: that of a new monitor, which says how much there is of everything. `levels`: of closed ones in the log.
Monitor::Memory read_memory(const checker::Resumable& search, Monitor::Memory blank, std::uint32_t levels);

}  // namespace pagerace::properties
