// What the partial-order reduction saves, and what it costs. Plain data: native code counts it too.
#pragma once

#include <cstdint>

namespace pagerace::checker::partial_order {

/// Each thread of a search counts these for the chunks that it has finished. Their sums at the end of a level do not
/// depend on which thread did what.
struct Savings {
  std::uint64_t looks = 0;             ///< states in which one thread that suffices was looked for
  std::uint64_t tries = 0;             ///< steps taken in that search only to see their footprint
  std::uint64_t guard_looks = 0;       ///< threads for which something about guards had to be looked up
  std::uint64_t reduced = 0;           ///< states in which one thread was sufficient
  std::uint64_t guard_singletons = 0;  ///< of `reduced`, states in which guards were the reason
  std::uint64_t compressed = 0;        ///< states that were passed through and never stored; not among `reduced`
  std::uint64_t saved = 0;             ///< steps of threads that were left out, in all of these states

  Savings& operator+=(const Savings& more) {
    looks += more.looks;
    tries += more.tries;
    guard_looks += more.guard_looks;
    reduced += more.reduced;
    guard_singletons += more.guard_singletons;
    compressed += more.compressed;
    saved += more.saved;
    return *this;
  }
};

/// Which parts of the reduction are on.
struct Mode {
  bool is_on = true;
  bool uses_guards = true;
};

/// The mode for the next level, given all counts so far. What is off stays off. It depends on counts alone, so every
/// run and every engine decides alike.
///
/// A step costs about as much as looking for one thread that suffices. A step that is left out saves more than itself,
/// since the states behind it are left out too; three times as much is a careful guess.
inline Mode still_paying(Mode mode, const Savings& savings) {
  constexpr std::uint64_t kEnoughLooks = 20'000, kEnoughGuardLooks = 4'000;
  const bool is_known = savings.looks >= kEnoughLooks;
  if (is_known && 3 * savings.saved < savings.looks + savings.tries) mode.is_on = false;
  const bool knows_guards = savings.guard_looks >= kEnoughGuardLooks;
  if (knows_guards && 16 * savings.guard_singletons < savings.guard_looks) mode.uses_guards = false;
  return mode;
}

}  // namespace pagerace::checker::partial_order
