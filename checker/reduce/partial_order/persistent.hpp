// Partial-order reduction in the search: expands only one thread of a state if that thread is a persistent set.
//
// Persistent sets: Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems" (1996). Only sets of
// one thread are tried, singletons. The tables come from analyse.hpp; docs/partial-order.md proves that nothing is
// lost. This header is compiled into native code as well.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "checker/reduce/partial_order/plan.hpp"
#include "checker/step/footprint.hpp"
#include "checker/step/savings.hpp"
#include "checker/step/worker.hpp"
#include "checker/store/hash.hpp"

namespace pagerace::checker::partial_order {

/// The Steps of a search, as AllSteps is; each thread of a search has its own. What it chooses depends on the state and
/// on the mode of the level only.
///
/// Chains are compressed (as in path reduction: Yorav and Grumberg, "Static analysis for state-space reductions
/// preserving temporal logics", 2004): if a singleton has exactly one transition, and no formula reads what it writes,
/// the sink gets the state at the end of the chain. So one transition that the sink gets may be many steps long. Such a
/// transition neither fails nor reports anything; its thread is one that is no daemon if such a thread took one of the
/// steps.
///
/// ThePlan: Plan, or constants of the same names.
template <class ThePlan = Plan>
class PersistentSteps {
 public:
  static constexpr bool kPassesChains = true;

  /// `cells`, `words`: of the system. The plan must outlive it.
  PersistentSteps(const ThePlan& plan, std::uint32_t cells, std::uint32_t words)
      : plan_(plan),
        words_(words),
        footprint_(cells),
        classes_(plan.threads.size(), 0),
        all_reads_(2 * plan.mask_words),
        all_writes_(2 * plan.mask_words),
        other_reads_(plan.mask_words),
        other_writes_(plan.mask_words),
        here_(words) {}

  /// Before a chunk of states.
  void begin(const Worker& worker) {
    mode = worker.reduction;
    savings = {};
  }
  /// After a chunk that was finished.
  void finish(Worker& worker) const { worker.savings += savings; }

  template <class Engine, class Sink>
  void operator()(Engine& engine, const Word* state, Sink&& sink) {
    if (!mode.is_on) return all_steps(engine, state, sink);
    const Singleton singleton = find_singleton(engine, state);
    arrived_.clear();
    movers_.clear();
    const auto take = [&](const Transition& transition) {
      if (transition.failure != kNoFailure || transition.report_count > 0) return sink(transition);
      arrived_.insert(arrived_.end(), transition.state, transition.state + words_);
      movers_.push_back(transition.thread);
    };
    if (singleton.thread < threads()) {
      count(singleton, savings.reduced);
      engine.steps(state, singleton.thread, take);
    } else {
      all_steps(engine, state, take);
    }
    same_.clear();
    for (std::size_t i = 0; i < movers_.size(); ++i) {
      Transition transition;
      const std::size_t first = first_alike(i);
      transition.thread = movers_[i];
      if (first == i) {
        transition.state = compress_chain(engine, arrived_.data() + i * words_, transition.thread);
        movers_[i] = transition.thread;
      } else {
        transition.state = arrived_.data() + first * words_;
        transition.thread = movers_[first];
      }
      sink(static_cast<const Transition&>(transition));
    }
  }

  Mode mode;
  Savings savings;  ///< of this chunk

 private:
  std::uint32_t threads() const { return static_cast<std::uint32_t>(plan_.threads.size()); }

  /// A persistent set of one thread; its number is threads() if there is none.
  struct Singleton {
    std::uint32_t thread = 0;
    bool is_unseen = false;  ///< no formula reads what its steps write
    bool is_guarded = false;
  };

  /// A step of very many ways may lead to few states. The chain behind each of them is looked for once. Returns the
  /// first arrival in the same state by the same thread; itself if there is none, or if there are few arrivals.
  std::size_t first_alike(std::size_t arrival) {
    constexpr std::size_t kFew = 16;
    if (movers_.size() <= kFew) return arrival;
    if (same_.empty()) prepare_alike();
    return same_[arrival];
  }

  /// Before any chain is compressed, since that replaces states.
  void prepare_alike() {
    same_.resize(movers_.size());
    std::size_t size = 64;
    while (size < 2 * movers_.size()) size *= 2;
    slots_.assign(size, 0);
    for (std::size_t i = 0; i < movers_.size(); ++i) {
      const Word* const state = arrived_.data() + i * words_;
      std::size_t at = hash_state(state, words_) & (size - 1);
      while (slots_[at] != 0 && !is_alike(slots_[at] - 1, i)) at = (at + 1) & (size - 1);
      if (slots_[at] == 0) slots_[at] = i + 1;
      same_[i] = slots_[at] - 1;
    }
  }
  bool is_alike(std::size_t a, std::size_t b) const {
    return movers_[a] == movers_[b] &&
           std::memcmp(arrived_.data() + a * words_, arrived_.data() + b * words_, words_ * sizeof(Word)) == 0;
  }

  template <class Engine, class Sink>
  void all_steps(Engine& engine, const Word* state, Sink&& sink) {
    if constexpr (requires { engine.every_step(state, sink); }) {
      engine.every_step(state, sink);
    } else {
      for (std::uint32_t thread = 0; thread < threads(); ++thread) engine.steps(state, thread, sink);
    }
  }

  void count(const Singleton& singleton, std::uint64_t& which) {
    ++which;
    savings.guard_singletons += singleton.is_guarded ? 1 : 0;
    savings.saved += threads() - 1;
  }

  template <class Engine>
  Singleton find_singleton(Engine& engine, const Word* state) {
    ++savings.looks;
    for (std::uint32_t thread = 0; thread < threads(); ++thread) {
      classes_[thread] = class_of(plan_.threads[thread], state);
    }
    sum_may_access();
    Singleton singleton;
    for (singleton.thread = 0; singleton.thread < threads(); ++singleton.thread) {
      if ((of(singleton.thread).flags & PlanClass::kMayBeSingleton) == 0) continue;
      take_others(singleton.thread);
      if (is_persistent(engine, state, singleton)) return singleton;
    }
    if (!mode.uses_guards) return singleton;
    singleton.is_guarded = true;
    for (singleton.thread = 0; singleton.thread < threads(); ++singleton.thread) {
      if (of(singleton.thread).helpers == 0) continue;
      ++savings.guard_looks;
      if (take_guarded_others(state, singleton.thread) && is_persistent(engine, state, singleton)) return singleton;
    }
    return singleton;
  }

  /// The end of the chain of states that have one transition only. It has an end: a cycle has a location that is fully
  /// expanded. `mover`: see above.
  template <class Engine>
  const Word* compress_chain(Engine& engine, Word* state, std::uint32_t& mover) {
    for (;;) {
      const Singleton singleton = find_singleton(engine, state);
      if (singleton.thread == threads() || !singleton.is_unseen) return state;
      std::uint32_t taken = 0;
      engine.steps(state, singleton.thread, [&](const Transition& transition) {
        const bool is_clean = transition.failure == kNoFailure && transition.report_count == 0;
        taken += is_clean ? 1 : 2;
        if (is_clean) std::memcpy(here_.data(), transition.state, words_ * sizeof(Word));
      });
      if (taken != 1) return state;
      count(singleton, savings.compressed);
      if (plan_.threads[singleton.thread].is_daemon == 0) mover = singleton.thread;
      std::memcpy(state, here_.data(), words_ * sizeof(Word));
    }
  }

  std::uint32_t node_of(const PlanThread& thread, Word code) const {
    if (code < thread.direct) return plan_.direct[thread.first_direct + code];
    const PlanLocation* place = plan_.locations.data() + thread.first_location;
    for (std::uint32_t count = thread.locations; count > 1;) {
      const std::uint32_t half = count / 2;
      if (place[half].base <= code) place += half;
      count -= half;
    }
    std::uint32_t node = place->node;
    for (std::uint32_t i = 0; i < place->digits; ++i) {
      const PlanDigit& digit = plan_.digits[place->first_digit + i];
      node += static_cast<std::uint32_t>((code - place->base) / digit.weight % digit.size) * digit.stride;
    }
    return node;
  }

  std::uint32_t class_of(const PlanThread& thread, const Word* state) const {
    const Word code = state[thread.word] >> thread.shift & thread.mask;
    return plan_.class_of[thread.first_class + node_of(thread, code)];
  }
  const PlanClass& of(std::uint32_t thread) const { return plan_.classes[classes_[thread]]; }
  const Word* mask(Mask number) const {
    return plan_.masks.data() + static_cast<std::size_t>(number) * plan_.mask_words;
  }

  bool meet(const Word* a, const Word* b) const {
    for (std::uint32_t i = 0; i < plan_.mask_words; ++i) {
      if ((a[i] & b[i]) != 0) return true;
    }
    return false;
  }

  /// Which cells some thread may access, and which cells more than one may.
  void sum_may_access() {
    for (Word& word : all_reads_) word = 0;
    for (Word& word : all_writes_) word = 0;
    for (std::uint32_t thread = 0; thread < threads(); ++thread) {
      add(all_reads_.data(), mask(of(thread).may_read));
      add(all_writes_.data(), mask(of(thread).may_write));
    }
  }

  void add(Word* all, const Word* more) const {
    for (std::uint32_t i = 0; i < plan_.mask_words; ++i) {
      all[plan_.mask_words + i] |= all[i] & more[i];
      all[i] |= more[i];
    }
  }

  /// What all threads but one may access.
  void take_others(std::uint32_t thread) {
    const Word* const reads = mask(of(thread).may_read);
    const Word* const writes = mask(of(thread).may_write);
    for (std::uint32_t i = 0; i < plan_.mask_words; ++i) {
      other_reads_[i] = all_reads_[plan_.mask_words + i] | (all_reads_[i] & ~reads[i]);
      other_writes_[i] = all_writes_[plan_.mask_words + i] | (all_writes_[i] & ~writes[i]);
    }
  }

  template <class Engine>
  bool is_persistent(Engine& engine, const Word* state, Singleton& singleton) {
    const PlanClass& own = of(singleton.thread);
    if (meet(mask(own.always), other_writes_.data())) return false;
    if (meet(mask(own.always_stores), other_reads_.data())) return false;
    const Word* writes = mask(own.writes);
    if (is_free(mask(own.reads), writes) && is_invisible(writes, singleton)) {
      return (own.flags & PlanClass::kIsSure) != 0 || is_possible(engine, state, singleton.thread);
    }
    if (!is_possible(engine, state, singleton.thread)) return false;
    writes = footprint_.writes().data();
    return is_free(footprint_.reads().data(), writes) && is_invisible(writes, singleton);
  }

  /// Whether some transition of the thread does not fail. Leaves the footprint of the step in `footprint_`.
  template <class Engine>
  bool is_possible(Engine& engine, const Word* state, std::uint32_t thread) {
    ++savings.tries;
    footprint_.clear();
    bool is_possible = false;
    engine.steps(
        state, thread,
        [&is_possible](const Transition& transition) { is_possible = is_possible || transition.failure == kNoFailure; },
        footprint_);
    return is_possible;
  }

  /// Whether the others write nothing that is accessed here, and read nothing that is written here.
  bool is_free(const Word* reads, const Word* writes) const {
    for (std::uint32_t i = 0; i < plan_.mask_words; ++i) {
      if ((other_writes_[i] & (reads[i] | writes[i])) != 0 || (other_reads_[i] & writes[i]) != 0) return false;
    }
    return true;
  }

  /// Whether each formula reads what this step writes or what the others write, but not both.
  bool is_invisible(const Word* writes, Singleton& singleton) const {
    if (plan_.threads[singleton.thread].is_daemon != 0 && meet(writes, mask(plan_.end_formula))) return false;
    singleton.is_unseen = !meet(writes, mask(plan_.any_formula));
    for (std::uint32_t i = 0; i < plan_.formulas.size() && !singleton.is_unseen; ++i) {
      const Word* const cells = mask(plan_.formulas[i]);
      if (meet(writes, cells) && meet(other_writes_.data(), cells)) return false;
    }
    return true;
  }

  /// What all threads but one may access while that one does not move. Until then a guard that no other thread may
  /// write holds its value, and steps that need another value are not taken. False if there is no such guard.
  bool take_guarded_others(const Word* state, std::uint32_t thread) {
    held_.clear();
    const PlanHelper* const helpers = plan_.helpers.data() + of(thread).first_helper;
    for (std::uint32_t i = 0; i < of(thread).helpers; ++i) {
      const PlanGuard& guard = plan_.guards[helpers[i].guard];
      const Word bits = state[guard.word] >> guard.shift & guard.mask;
      if ((helpers[i].values >> bits & 1) == 0) continue;
      const std::uint32_t held = plan_.guard_value_of[guard.first_value + bits];
      if (stays(guard, held, thread)) held_.push_back(held);
    }
    if (held_.empty()) return false;
    for (Word& word : other_reads_) word = 0;
    for (Word& word : other_writes_) word = 0;
    for (std::uint32_t other = 0; other < threads(); ++other) {
      if (other == thread) continue;
      for (std::uint32_t word = 0; word < plan_.mask_words; ++word) add_while_held(other, word);
    }
    return true;
  }

  bool stays(const PlanGuard& guard, std::uint32_t held, std::uint32_t thread) const {
    for (std::uint32_t other = 0; other < threads(); ++other) {
      if (other == thread) continue;
      const Word* const writes = mask(while_held(other, held)[1]);
      if ((writes[guard.cell / 64] >> guard.cell % 64 & 1) != 0) return false;
    }
    return true;
  }

  const Mask* while_held(std::uint32_t thread, std::uint32_t held) const {
    return plan_.guarded_may_access.data() +
           2 * (static_cast<std::size_t>(classes_[thread]) * plan_.guard_values + held);
  }

  void add_while_held(std::uint32_t other, std::uint32_t word) {
    Word reads = mask(of(other).may_read)[word], writes = mask(of(other).may_write)[word];
    for (std::uint32_t held : held_) {
      const Mask* const later = while_held(other, held);
      reads &= mask(later[0])[word];
      writes &= mask(later[1])[word];
    }
    other_reads_[word] |= reads;
    other_writes_[word] |= writes;
  }

  HeldTables<ThePlan> plan_;
  std::uint32_t words_ = 0;
  Footprint footprint_;
  std::vector<std::uint32_t> classes_;            ///< by thread, in the current state
  std::vector<Word> all_reads_, all_writes_;      ///< cells that some thread may access; then those of more than one
  std::vector<Word> other_reads_, other_writes_;  ///< what all threads but the current one may access
  std::vector<std::uint32_t> held_;               ///< values that guards hold
  std::vector<Word> arrived_;                     ///< states, one after the other
  std::vector<std::uint32_t> movers_;             ///< the threads that arrived there
  std::vector<std::size_t> same_, slots_;         ///< of arrivals: see first_alike()
  std::vector<Word> here_;                        ///< one state
};

}  // namespace pagerace::checker::partial_order
