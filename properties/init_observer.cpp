#include "properties/init_observer.hpp"

#include "model/system/state.hpp"

namespace pagerace::properties {

using system::Cell;
using system::Mark;
using system::Value;

InitObserver::InitObserver(const system::TransitionSystem& system, const IsHelper& is_helper)
    : system_(system), is_helper_(is_helper), memory_(system.words, 0) {
  for (Cell cell = 1; cell < system.cells.size(); cell++) put(cell, system.initial_memory.at(cell));
  before = memory_;
}

void InitObserver::mark(const Mark& mark, std::span<const Value> /*registers*/) {
  if (is_over_) return;
  if (mark.kind == Mark::Kind::Enter) {
    const bool is_first = within_ == 0 && is_helper_(mark.text);
    if (is_first) calls.push_back({mark.text, mark.span, {}, {}});
    if (is_first || within_ > 0) within_++;
  }
  if (mark.kind == Mark::Kind::Leave && within_ > 0 && --within_ == 0) calls.back().after = memory_;
}

void InitObserver::load(Cell cell, Value /*value*/, const system::Access& /*access*/) {
  if (within_ > 0 && !is_over_) calls.back().touched.insert(cell);
}

void InitObserver::store(Cell cell, Value /*before*/, Value after, const system::Access& access) {
  if (is_over_) return;
  put(cell, after);
  if (within_ > 0)
    calls.back().touched.insert(cell);
  else if (!access.in_probe)
    by_hand.insert(cell);
}

void InitObserver::report(const system::Failure& failure) {
  if (within_ > 0 && !is_over_) reports.emplace_back(&failure, calls.size() - 1);
}

void InitObserver::begin_thread(std::uint32_t /*instance*/) { is_over_ = true; }

/// A cell that has but one value in all states has no room in one.
void InitObserver::put(Cell cell, Value value) {
  const bool has_room = system::set(system_, memory_.data(), system_.cell_storage.at(cell), value);
  (void)has_room;
}

}  // namespace pagerace::properties
