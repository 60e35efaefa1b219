// What a search looks up to leave steps out: tables, plain enough to be compiled into native code as well.
#pragma once

#include <cstdint>

#include "model/system/word.hpp"

namespace pagerace::checker::partial_order {

using system::Word;

/// Numbers of masks: mask n is at masks + n * mask_words, a set of cells as in a Footprint.
using Mask = std::uint32_t;

/// What is known of a thread at one of its nodes. Class 0 is of places that the analysis does not know.
struct PlanClass {
  /// Its next step may be taken alone, if the rest of the state allows that.
  static constexpr std::uint32_t kMayLead = 1;
  /// The step is always possible, and never fails.
  static constexpr std::uint32_t kIsSure = 2;

  std::uint32_t flags = 0;
  Mask always = 0;                              ///< touched by every attempt to take the next step
  Mask always_stores = 0;                       ///< stored to by every attempt, if only what is there already
  Mask reads = 0, writes = 0;                   ///< of any attempt
  Mask future_reads = 0, future_writes = 0;     ///< from here on
  std::uint32_t first_helper = 0, helpers = 0;  ///< guards that may help it to be taken alone, in Plan::helpers
};

/// A digit of a node in a code: code / weight % size, which counts `stride` in the node's number.
struct PlanDigit {
  Word weight = 1;
  std::uint32_t size = 1, stride = 1;
};

/// The codes of one location.
struct PlanPlace {
  Word base = 0;  ///< the least
  std::uint32_t node = 0;
  std::uint32_t first_digit = 0, digits = 0;  ///< in Plan::digits
};

struct PlanThread {
  std::uint32_t word = 0, shift = 0;  ///< of its code in a state
  Word mask = 0;
  std::uint32_t is_daemon = 0;
  std::uint32_t first_place = 0, places = 0;   ///< in Plan::places, by base ascending
  std::uint32_t first_direct = 0, direct = 0;  ///< in Plan::direct: nodes of the codes below `direct`
  std::uint32_t first_class = 0;               ///< in Plan::class_of: classes of its nodes
};

/// A cell whose value, for as long as it stays, keeps steps from being taken.
struct PlanGuard {
  std::uint32_t word = 0, shift = 0;
  Word mask = 0;
  std::uint32_t cell = 0;
  std::uint32_t first_kept = 0;  ///< in Plan::kept_of: for each value of its bits, if that keeps something
};

/// A guard that may help a step to be taken alone, while it has one of some values.
struct PlanHelper {
  std::uint32_t guard = 0;
  std::uint32_t values = 0;  ///< bit n: where its bits in the state are n
};

struct Plan {
  std::uint32_t threads = 0, mask_words = 0, guards = 0;
  std::uint32_t kept = 0;  ///< guards with values, counted together
  std::uint32_t formulas = 0;

  const PlanThread* thread = nullptr;
  const PlanPlace* places = nullptr;
  const PlanDigit* digits = nullptr;
  const std::uint32_t* direct = nullptr;
  const std::uint32_t* class_of = nullptr;
  const PlanClass* classes = nullptr;
  const PlanGuard* guard = nullptr;
  const std::uint32_t* kept_of = nullptr;
  /// For each class and each kept value the future while that is kept: reads, writes.
  const Mask* kept_futures = nullptr;
  const PlanHelper* helpers = nullptr;
  const Mask* formula = nullptr;  ///< cells of each formula that every state is asked
  Mask any_formula = 0;           ///< of all these
  Mask end_formula = 0;           ///< of those that are asked at the end
  const Word* masks = nullptr;
};

}  // namespace pagerace::checker::partial_order
