// What a reduction saves, and what it takes. Plain data: native code counts it too.
#pragma once

#include <cstdint>

namespace pagerace::checker::partial_order {

/// Counted by each thread of a search over the chunks that it finished; their sums at the end of a level do not depend
/// on who did what.
struct Savings {
  std::uint64_t looks = 0;             ///< states in which a thread to go alone was looked for
  std::uint64_t tries = 0;             ///< steps taken on the way only to see what they touch
  std::uint64_t guard_looks = 0;       ///< of threads, where something about guards had to be looked up
  std::uint64_t reduced = 0;           ///< states in which one thread was enough
  std::uint64_t guard_singletons = 0;  ///< of these, where that was due to guards
  std::uint64_t compressed = 0;        ///< states that were passed through and never stored; not among `reduced`
  std::uint64_t saved = 0;             ///< steps of threads that were left out, in all of these

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

/// What of the reduction is on.
struct Mode {
  bool is_on = true;
  bool uses_guards = true;
};

/// For the next level of a search, given all that was counted so far. What is off stays off. From counts alone, so that
/// every run, and every engine, decides alike.
///
/// A step costs about as much as looking for a thread to go alone. Steps that are left out save more than themselves,
/// since what they would have led to is left out too, three times as much being a careful guess.
inline Mode still_paying(Mode mode, const Savings& savings) {
  constexpr std::uint64_t kEnoughLooks = 20'000, kEnoughGuardLooks = 4'000;
  const bool is_known = savings.looks >= kEnoughLooks;
  if (is_known && 3 * savings.saved < savings.looks + savings.tries) mode.is_on = false;
  const bool knows_guards = savings.guard_looks >= kEnoughGuardLooks;
  if (knows_guards && 16 * savings.guard_singletons < savings.guard_looks) mode.uses_guards = false;
  return mode;
}

}  // namespace pagerace::checker::partial_order
