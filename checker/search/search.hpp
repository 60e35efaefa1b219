// The search: start reading here. Take a state, expand it, canonicalise each successor, find or insert it, check it,
// queue it. Everything else is a parameter.
#pragma once

#include "checker/execute/interpreter.hpp"
#include "checker/search/limits.hpp"
#include "checker/store/store.hpp"

namespace pagerace::checker {

/// The canonicaliser of a search without reductions.
struct Identity {
  const Word* operator()(const Word* state) const { return state; }
};

/// Engine: initial(sink), successors(state, sink), as Interpreter. Canonical: state -> the state that stands for it.
/// Store: insert(state) -> Inserted, as ExactStore. Order: take, queue, depth, waiting, as BreadthFirst. Listener: see
/// listener.hpp. Returns when all is explored; throws Stopped, or std::bad_alloc, when it must end before. Progress is
/// right in either case.
template <class Engine, class Canonical, Store Visited, class Order, class Listener>
void explore(Engine& engine, Canonical canonical, Visited& visited, Order& order, Listener& listener, Limits& limits,
             Progress& progress) {
  const auto arrive = [&](const Successor& way) {
    limits.check(progress);
    if (way.failure != nullptr) return;
    const Word* state = canonical(way.state);
    const Inserted inserted = visited.insert(state);
    if (!inserted.is_new) return;
    ++progress.states;
    listener.found(state);
    order.queue(inserted.index);
  };
  engine.initial([&](const Successor& way) {
    listener.start(way);
    arrive(way);
  });
  while (const Word* state = order.take()) {
    progress.depth = order.depth();
    progress.frontier = order.waiting() + 1;
    if (listener.wants_stop()) throw Stopped{Stop::AllDecided};
    limits.check(progress);
    limits.check_depth(order.depth());
    std::uint64_t steps = 0;
    listener.expand(state, order.depth());
    engine.successors(state, [&](const Successor& way) {
      ++steps;
      ++progress.transitions;
      listener.step(way);
      arrive(way);
    });
    listener.expanded(state, steps);
  }
}

}  // namespace pagerace::checker
