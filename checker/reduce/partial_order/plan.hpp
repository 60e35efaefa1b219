// The tables that tell a search which steps it can leave out. Native code has them as constants.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/tables.hpp"
#include "model/system/word.hpp"

namespace pagerace::checker::partial_order {

using system::Word;

/// The number of a mask, which is a set of cells as in a Footprint: mask n begins at masks[n * mask_words].
using Mask = std::uint32_t;

/// What is known of a thread at a control point (a node). Class 0 is that of nodes that the analysis has not reached.
struct PlanClass {
  /// Its next step may be a persistent set, if the rest of the state allows that.
  static constexpr std::uint32_t kMayBeSingleton = 1;
  /// The step is always possible and never fails.
  static constexpr std::uint32_t kIsSure = 2;

  std::uint32_t flags = 0;
  Mask always = 0;                              ///< accessed by every attempt to take the next step
  Mask always_stores = 0;                       ///< stored to by every attempt, even if the value stays
  Mask reads = 0, writes = 0;                   ///< of any attempt
  Mask may_read = 0, may_write = 0;             ///< from here on: see may_access.hpp
  std::uint32_t first_helper = 0, helpers = 0;  ///< guards that may help it to be a singleton, in Plan::helpers
};

/// A digit of a code: code / weight % size, times `stride`, is added to the number of the node.
struct PlanDigit {
  Word weight = 1;
  std::uint32_t size = 1, stride = 1;
};

/// The codes of one location.
struct PlanLocation {
  Word base = 0;  ///< the least
  std::uint32_t node = 0;
  std::uint32_t first_digit = 0, digits = 0;  ///< in Plan::digits
};

struct PlanThread {
  std::uint32_t word = 0, shift = 0;  ///< of its code in a state
  Word mask = 0;
  std::uint32_t is_daemon = 0;
  std::uint32_t first_location = 0, locations = 0;  ///< in Plan::locations, ascending by base
  std::uint32_t first_direct = 0, direct = 0;       ///< in Plan::direct: nodes of the codes below `direct`
  std::uint32_t first_class = 0;                    ///< in Plan::class_of: classes of its nodes
};

/// A cell whose value keeps steps from being taken.
struct PlanGuard {
  std::uint32_t word = 0, shift = 0;
  Word mask = 0;
  std::uint32_t cell = 0;
  std::uint32_t first_value = 0;  ///< in Plan::guard_value_of: one for each value of its bits
};

/// A guard that may help a step to be a singleton while it holds one of some values.
struct PlanHelper {
  std::uint32_t guard = 0;
  std::uint32_t values = 0;  ///< bit n: whether it helps if its bits in the state are n
};

/// Filled once by analyse(). After that any number of threads may read it.
struct Plan {
  std::uint32_t mask_words = 0;
  std::uint32_t guard_values = 0;  ///< the number of pairs of a guard and a value
  Mask any_formula = 0;            ///< cells of all formulas that every state is asked
  Mask end_formula = 0;            ///< cells of the formulas that are asked at the end
  std::vector<PlanThread> threads;
  std::vector<PlanLocation> locations;
  std::vector<PlanDigit> digits;
  std::vector<std::uint32_t> direct;
  std::vector<std::uint32_t> class_of;
  std::vector<PlanClass> classes;
  std::vector<PlanGuard> guards;
  std::vector<std::uint32_t> guard_value_of;
  /// For each class and each guard value what may be read, and what may be written, while the guard holds the value.
  std::vector<Mask> guarded_may_access;
  std::vector<PlanHelper> helpers;
  std::vector<Mask> formulas;  ///< cells of each that every state is asked
  std::vector<Word> masks;

  /// f(name, pointer to member) for each of them: how they are written out for native code.
  template <class F>
  static constexpr void for_each(F&& f) {
    f("mask_words", &Plan::mask_words);
    f("guard_values", &Plan::guard_values);
    f("any_formula", &Plan::any_formula);
    f("end_formula", &Plan::end_formula);
    f("threads", &Plan::threads);
    f("locations", &Plan::locations);
    f("digits", &Plan::digits);
    f("direct", &Plan::direct);
    f("class_of", &Plan::class_of);
    f("classes", &Plan::classes);
    f("guards", &Plan::guards);
    f("guard_value_of", &Plan::guard_value_of);
    f("guarded_may_access", &Plan::guarded_may_access);
    f("helpers", &Plan::helpers);
    f("formulas", &Plan::formulas);
    f("masks", &Plan::masks);
  }
};
static_assert(names_every_member<Plan>());

}  // namespace pagerace::checker::partial_order
