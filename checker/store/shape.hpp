// How large a table is made, and how long its slots are.
#pragma once

#include <cstdint>
#include <span>

namespace pagerace::checker {

/// The load up to which tables are filled while they can grow: beyond it new states come to look at two lines.
inline constexpr double kComfortableLoad = 0.8;

/// Of a table of Lines.
struct Shape {
  std::uint64_t lines = 0;  ///< 0: there is no such table
  unsigned per_line = 0;    ///< slots
  std::uint64_t room = 0;   ///< states that find a place; beyond, it gets likely that one does not

  std::uint64_t bytes() const { return lines * 64; }
  /// States that there is room for without slowing down.
  std::uint64_t comfortable() const {
    const auto comfortable = static_cast<std::uint64_t>(kComfortableLoad * static_cast<double>(lines * per_line));
    return comfortable < room ? comfortable : room;
  }
};

/// What slots may be like, for numbers of so many bits: see Lines.
struct Formats {
  unsigned bits = 64;
  std::span<const unsigned> per_line;  ///< the choices
};

/// Tables larger than this have slots as short as may be. In smaller ones, which the caches hold, whole words are
/// faster than 42 bits by a quarter; in larger ones by little.
inline constexpr std::uint64_t kThriftyBytes = 16u << 20;

/// The table to make for so many states to be found in comfort. No lines where `most_bytes` do not suffice.
Shape shape_for(const Formats& formats, std::uint64_t states, std::uint64_t most_bytes);

/// The table of at most so many bytes with the most room.
Shape largest_shape(const Formats& formats, std::uint64_t bytes);

}  // namespace pagerace::checker
