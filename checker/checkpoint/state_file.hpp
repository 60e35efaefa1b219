// The states of a log, in a file that only grows, so that saving again costs only what is new.
//
// The file consists of words in the machine's byte order: a magic number, the size of a state in words, then segments.
// A segment consists of level, strand, number of states, the states, and a checksum of all these. Each checksum is
// seeded with the one before, so the last one covers the whole file.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "checker/checkpoint/disk.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// How much of a log has been saved.
struct Extent {
  std::uint64_t bytes = 0;  ///< valid bytes of the file; anything after them is meaningless
  std::uint64_t checksum = 0;
  std::uint64_t states = 0;
  std::uint32_t closed_levels = 0;
  std::vector<std::uint64_t> open_level;  ///< for each strand, states of the level after these
};

/// A file does not hold what was written to it.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The log has no room for what is in the file.
struct NoRoom : std::runtime_error {
  NoRoom() : std::runtime_error("no room in the log") {}
};

/// Appends the states that the log has beyond `before`, without syncing. Call it at a barrier of the log. Throws
/// DiskError; `before` then still describes the file.
Extent append_states(Disk& disk, const std::string& name, const LevelLog& log, const Extent& before);

/// Fills a log without strands with the saved strands and levels. Throws Damaged, NoRoom or DiskError; the log is then
/// unusable.
void load_states(Disk& disk, const std::string& name, const Extent& extent, LevelLog& log);

}  // namespace pagerace::checker
