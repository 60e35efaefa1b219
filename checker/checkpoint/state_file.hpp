// The states of a log in a file that only grows, so that saving once more costs no more than what is new.
//
// The file is words in the machine's byte order. First a magic number and the words of a state, then segments: level
// and strand, number of states, the states, and the checksum of all that, seeded with the checksum before: the last one
// stands for the whole file.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "checker/checkpoint/disk.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// How far a log has been saved.
struct Extent {
  std::uint64_t bytes = 0;  ///< of the file; what stands behind is of no meaning
  std::uint64_t checksum = 0;
  std::uint64_t states = 0;
  std::uint32_t closed_levels = 0;
  std::vector<std::uint64_t> open_level;  ///< states of the level behind these, for each strand
};

/// A file is not what was written.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The log cannot take up what is in the file.
struct NoRoom : std::runtime_error {
  NoRoom() : std::runtime_error("no room in the log") {}
};

/// Writes what the log has and `before` has not, without syncing it. A barrier of the log. Throws DiskError; then
/// `before` is still true.
Extent append_states(Disk& disk, const std::string& name, const LevelLog& log, const Extent& before);

/// Fills a log that has no strands yet, to the same strands and levels. Throws Damaged, NoRoom, DiskError; then the log
/// is of no use.
void load_states(Disk& disk, const std::string& name, const Extent& extent, LevelLog& log);

}  // namespace pagerace::checker
