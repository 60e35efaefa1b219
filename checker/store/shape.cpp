#include "checker/store/shape.hpp"

#include <iterator>

#include "checker/store/lines.hpp"

namespace pagerace::checker {
namespace {

constexpr std::uint64_t kMostLines = std::uint64_t{1} << 40;

/// The share of slots that can be filled before a number probably finds no place, if this many bits hold the distance
/// from home. Measured for 2^21 lines of 8 slots, and slightly reduced; longer lines do better.
double load_with(unsigned displacement_bits) {
  constexpr double kLoads[] = {0, 0, 0.28, 0.57, 0.75, 0.85};
  return displacement_bits < std::size(kLoads) ? kLoads[displacement_bits] : 0.91;
}

Shape shape_of(const Formats& formats, std::uint64_t lines, unsigned per_line) {
  const double load = load_with(Lines::displacement_bits(formats.bits, lines, per_line));
  return {lines, per_line, static_cast<std::uint64_t>(static_cast<double>(lines * per_line) * load)};
}

/// The smallest number of lines with such slots in which `states` fit comfortably. None if no memory would be large
/// enough.
Shape least_shape(const Formats& formats, std::uint64_t states, unsigned per_line) {
  // If there are more lines, each has more room, since its slots have more spare bits. So a binary search is possible.
  std::uint64_t too_few = 0, enough = 1;
  while (shape_of(formats, enough, per_line).comfortable() < states) {
    too_few = enough;
    enough *= 2;
    if (enough > kMostLines) return {};
  }
  while (enough - too_few > 1 + enough / 1024) {
    const std::uint64_t middle = too_few + (enough - too_few) / 2;
    (shape_of(formats, middle, per_line).comfortable() < states ? too_few : enough) = middle;
  }
  return shape_of(formats, enough, per_line);
}

}  // namespace

Shape shape_for(const Formats& formats, std::uint64_t states, std::uint64_t most_bytes) {
  Shape best;
  for (const unsigned per_line : formats.per_line) {
    const Shape shape = least_shape(formats, states, per_line);
    const bool is_whole_words = per_line == Slots64::kPerLine && shape.bytes() <= kThriftyBytes;
    if (shape.lines == 0 || shape.bytes() > most_bytes) continue;
    if (best.lines == 0 || shape.lines < best.lines) best = shape;
    if (is_whole_words && best.per_line == Slots42::kPerLine) best = shape;
  }
  return best;
}

Shape largest_shape(const Formats& formats, std::uint64_t bytes) {
  Shape best;
  for (const unsigned per_line : formats.per_line) {
    const Shape shape = shape_of(formats, bytes / 64, per_line);
    if (shape.room > best.room) best = shape;
  }
  return best;
}

}  // namespace pagerace::checker
