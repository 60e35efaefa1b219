// Where successors go: into the set of visited states and, if they are new, into the log. Compiled into pagerace for
// the interpreter, and at run time into native code for one model.
#pragma once

#include <cstdint>
#include <cstring>

#include "checker/step/worker.hpp"
#include "checker/store/table.hpp"

namespace pagerace::checker {

/// The sink of a search that stores its states itself. Successors wait in a batch while the memory they are looked up
/// in is prefetched. New states are written to the worker's log, and the undecided queries are evaluated in them.
/// Engine: words(), holds(query, state), all_done(state).
template <class Engine, Table Visited>
class LocalSink {
 public:
  LocalSink(Engine& engine, Visited& visited, Worker& worker) : engine_(engine), visited_(visited), worker_(worker) {}

  /// Returns false if the store or the log is full.
  bool add(const Word* state) {
    std::memcpy(states_ + waiting_ * engine_.words(), state, engine_.words() * sizeof(Word));
    hashes_[waiting_] = visited_.hash(state);
    visited_.prefetch(hashes_[waiting_]);
    return ++waiting_ < kBatch || flush();
  }

  bool flush() {
    for (std::uint32_t i = 0; i < waiting_; ++i) {
      if (!insert(states_ + i * engine_.words(), hashes_[i])) return false;
    }
    waiting_ = 0;
    return true;
  }

 private:
  static constexpr std::uint32_t kBatch = 32;

  bool insert(const Word* state, std::uint64_t hash) {
    if (worker_.out == worker_.out_end && !worker_.more_room(worker_.host)) return false;
    const Insert inserted = visited_.insert(state, hash);
    if (inserted != Insert::New) return inserted == Insert::Known;
    std::memcpy(worker_.out, state, engine_.words() * sizeof(Word));
    worker_.out += engine_.words();
    ++worker_.states;
    if (worker_.undecided_count > 0 || worker_.undecided_of_steps_count > 0) ask(state);
    return true;
  }

  void ask(const Word* state) {
    const bool is_end = engine_.all_done(state);
    worker_.met_end |= is_end;
    for (std::uint32_t i = 0; i < worker_.undecided_count; ++i) {
      const std::uint32_t number = worker_.undecided[i];
      const PredicateQuery& query = worker_.queries[number];
      if (query.at_end && !is_end) continue;
      if (engine_.holds(number, state) == query.answer) worker_.answered(worker_.host, number, state);
    }
  }

  Engine& engine_;
  Visited& visited_;
  Worker& worker_;
  std::uint32_t waiting_ = 0;
  std::uint64_t hashes_[kBatch];
  Word states_[kBatch * system::kMostStateWords];
};

}  // namespace pagerace::checker
