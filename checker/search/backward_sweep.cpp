#include "checker/search/backward_sweep.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>

namespace pagerace::checker {
namespace {

constexpr std::uint32_t kStatesInPart = 1u << 12;
constexpr std::uint32_t kStatesBetweenChecks = 64;

}  // namespace

SlotBits::SlotBits(std::uint64_t slots, const std::shared_ptr<Budget>& budget)
    : region_(std::make_unique<Region>(budget)) {
  if (!region_->replace((slots / 64 + 1) * sizeof(Word), true)) throw std::bad_alloc();
}

BackwardSweep::BackwardSweep(const EndingParts& parts) : parts_(parts), pool_(parts.threads), own_(pool_.size()) {
  for (Own& own : own_) {
    own.successors = parts_.successors();
    own.reader = std::make_unique<LevelLog::Reader>(parts_.log);
  }
}

std::uint64_t BackwardSweep::slot_of(const Word* state) const {
  const std::uint64_t slot = parts_.visited.slot_of(state);
  if (slot == Visited::kNoSlot) throw std::logic_error("a successor of a state of the search is not in its store");
  return slot;
}

SlotBits BackwardSweep::closure(Goal goal, const SlotBits* moving) {
  SlotBits reaches(parts_.visited.slots(), parts_.budget);
  std::vector<Part> parts;
  for (std::size_t depth = parts_.log.levels(); depth-- > 0;) {
    std::vector<LevelLog::Piece> pieces = parts_.log.pieces(depth, kStatesInPart);
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
      parts.push_back({*piece, static_cast<std::uint32_t>(depth), false});
    }
  }
  for (bool is_over = false; !is_over;) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> changed = false;
    pool_.run([&](std::uint32_t number) {
      for (std::size_t at = next++; at < parts.size(); at = next++) {
        if (go_over(parts[at], own_[number], goal, moving, reaches)) changed = true;
      }
    });
    std::erase_if(parts, [](const Part& part) { return part.is_done; });
    is_over = !changed || parts.empty();
  }
  return reaches;
}

bool BackwardSweep::go_over(Part& part, Own& own, Goal goal, const SlotBits* moving, SlotBits& reaches) const {
  const std::uint32_t words = parts_.log.words();
  const Word* const states = own.reader->read(part.piece);
  bool changed = false;
  part.is_done = true;
  for (std::uint32_t left = part.piece.count; left-- > 0;) {
    if (left % kStatesBetweenChecks == 0) parts_.limits.check();
    const Word* const state = states + std::uint64_t{left} * words;
    const std::uint64_t slot = slot_of(state);
    if (reaches.has(slot)) continue;
    if (goal == Goal::EndOrDeadlock && !moving->has(slot)) {
      reaches.set(slot);
    } else if (reaches_goal(state, part.depth, own, goal, reaches)) {
      reaches.set(slot);
    } else {
      part.is_done = false;
      continue;
    }
    changed = true;
  }
  return changed;
}

bool BackwardSweep::reaches_goal(const Word* state, std::uint32_t depth, Own& own, Goal goal,
                                 const SlotBits& reaches) const {
  if (own.successors->all_done(state)) return true;
  const auto level = std::min<std::size_t>(depth, parts_.modes.size() - 1);
  bool found = false, can_move = false;
  own.successors->of(state, parts_.modes[level], [&](const Transition& transition) {
    can_move = true;
    found = transition.failure != kNoFailure || (goal == Goal::Move && !is_daemon(transition.thread)) ||
            reaches.has(slot_of(transition.state));
    return !found;
  });
  return found || (goal != Goal::Move && !can_move);
}

Outside BackwardSweep::outside(const SlotBits& set) const {
  const std::uint32_t words = parts_.log.words();
  Outside outside;
  for (std::uint32_t depth = 0; depth < parts_.log.levels(); ++depth) {
    const Word* least = nullptr;
    std::vector<Word> kept;
    parts_.log.for_each(depth, [&](const Word* states, std::uint64_t count) {
      parts_.limits.check();
      for (; count > 0; --count, states += words) {
        if (set.has(slot_of(states))) continue;
        ++outside.states;
        if (least != nullptr && !std::lexicographical_compare(states, states + words, least, least + words)) continue;
        kept.assign(states, states + words);
        least = kept.data();
      }
    });
    if (least == nullptr || outside.least) continue;
    outside.least.emplace();
    outside.least->depth = depth;
    outside.least->state = std::move(kept);
  }
  return outside;
}

}  // namespace pagerace::checker
