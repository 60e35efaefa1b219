// What a monitor knows, as a checkpoint holds it.
#pragma once

#include <cstdint>
#include <stdexcept>

#include "checker/checkpoint/search_snapshot.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// What was read is of no monitor of this system.
struct IncompatibleCheckpoint : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Findings by names, the rest as counters; the others' stay.
void write_snapshot(const MonitorSnapshot& snapshot, checker::SearchSnapshot& search);

/// `blank`: that of a new monitor, which says how much there is of everything. `levels`: of closed ones in the log.
MonitorSnapshot read_snapshot(const checker::SearchSnapshot& search, MonitorSnapshot blank, std::uint32_t levels);

}  // namespace pagerace::properties
