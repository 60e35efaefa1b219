#include "checker/store/omission.hpp"

#include <algorithm>
#include <cmath>

#include "checker/store/bitstate_table.hpp"

namespace pagerace::checker {
namespace {

/// Sums up the odds over the states stored. `odds(n)` is the probability p that a new state is omitted if n are stored.
/// Before one more is stored, p / (1 - p) states are omitted on average, and none with probability 1 - p. Uses
/// Simpson's rule.
template <class Odds>
Omission sum_up(double states, Odds&& odds) {
  constexpr int kIntervals = 256;  // even
  double expected = 0, no_log = 0;
  for (int i = 0; i <= kIntervals; ++i) {
    const double p = std::min(odds(states * i / kIntervals), 1 - 1e-12);
    const double weight = i == 0 || i == kIntervals ? 1 : i % 2 == 1 ? 4 : 2;
    expected += weight * p / (1 - p);
    no_log += weight * std::log1p(-p);
  }
  const double scale = states / (3.0 * kIntervals);
  return {expected * scale, -std::expm1(no_log * scale)};
}

/// The probability that all bits of a state are set in a block with this many other states.
double all_set(double others) {
  constexpr double kClear = 1 - 1.0 / BitstateTable::kBlockBits;
  return std::pow(1 - std::pow(kClear, BitstateTable::kHashes * others), BitstateTable::kHashes);
}

/// The same for a mean number of states in a block; the number in a single block has a Poisson distribution.
double all_set_on_average(double mean) {
  if (mean <= 0) return 0;
  if (mean > 1000) return all_set(mean);  // the blocks differ little
  const double reach = 8 * std::sqrt(mean) + 8;
  double sum = 0;
  for (double others = std::max(0.0, std::floor(mean - reach)); others <= mean + reach; ++others) {
    sum += std::exp(others * std::log(mean) - mean - std::lgamma(others + 1)) * all_set(others);
  }
  return sum;
}

}  // namespace

Omission omission_of_hashes(std::uint64_t states, unsigned bits) {
  const double hashes = std::ldexp(1.0, static_cast<int>(bits));
  return sum_up(static_cast<double>(states), [&](double stored) { return stored / hashes; });
}

Omission omission_of_bitstates(std::uint64_t states, std::uint64_t blocks) {
  if (blocks == 0) return {};
  return sum_up(static_cast<double>(states),
                [&](double stored) { return all_set_on_average(stored / static_cast<double>(blocks)); });
}

}  // namespace pagerace::checker
