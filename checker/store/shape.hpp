// How large a table is, and how long its slots are.
#pragma once

#include <cstdint>
#include <span>

namespace pagerace::checker {

/// Tables are filled up to this load while they can grow. Above it, looking up a new state takes two lines or more.
inline constexpr double kComfortableLoad = 0.8;

/// The shape of a table of Lines.
struct Shape {
  std::uint64_t lines = 0;  ///< 0: there is no such table
  unsigned per_line = 0;    ///< slots in a line
  std::uint64_t room = 0;   ///< states that fit; beyond that, a state probably finds no place

  std::uint64_t bytes() const { return lines * 64; }
  /// The number of states that fit without slowing the table down.
  std::uint64_t comfortable() const {
    const auto comfortable = static_cast<std::uint64_t>(kComfortableLoad * static_cast<double>(lines * per_line));
    return comfortable < room ? comfortable : room;
  }
};

/// The possible slots for numbers of a given number of bits: see Lines.
struct Formats {
  unsigned bits = 64;
  std::span<const unsigned> per_line;  ///< the possible numbers of slots in a line
};

/// Tables larger than this have slots as short as possible. In smaller ones, which fit into the caches, slots of whole
/// words are a quarter faster than those of 42 bits; in larger ones they are little faster.
inline constexpr std::uint64_t kThriftyBytes = 16u << 20;

/// The table for `states` states at a comfortable load. It has no lines if `most_bytes` do not suffice.
Shape shape_for(const Formats& formats, std::uint64_t states, std::uint64_t most_bytes);

/// The table of at most `bytes` bytes that has the most room.
Shape largest_shape(const Formats& formats, std::uint64_t bytes);

}  // namespace pagerace::checker
