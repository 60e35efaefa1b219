// The part of a checkpoint that holds what a monitor knows.
#pragma once

#include <cstdint>
#include <stdexcept>

#include "checker/checkpoint/search_snapshot.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// The data that was read does not belong to a monitor of this system.
struct IncompatibleCheckpoint : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Adds the findings by name and the rest as counters. Other findings and counters stay.
void write_snapshot(const MonitorSnapshot& snapshot, checker::SearchSnapshot& search);

/// `blank`: the snapshot of a new monitor, whose lists have the right sizes. `levels`: the number of closed levels in
/// the log.
MonitorSnapshot read_snapshot(const checker::SearchSnapshot& search, MonitorSnapshot blank, std::uint32_t levels);

}  // namespace pagerace::properties
