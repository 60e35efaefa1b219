#include "model/system/layout/packing.hpp"

#include <algorithm>
#include <numeric>

namespace pagerace::system {
namespace {

struct Spot {
  std::uint32_t word = 0;
  unsigned shift = 0;
};

/// Best-fit decreasing: the widest first, each into the fullest word that still has room. Equal ones keep their order.
std::vector<Spot> fit(const Plan& plan, std::uint32_t& words) {
  std::vector<std::size_t> order(plan.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return plan[left].width > plan[right].width; });
  std::vector<Spot> spots(plan.size());
  std::vector<unsigned> used;
  for (std::size_t piece : order) {
    const unsigned width = plan[piece].width;
    if (width == 0) continue;
    std::size_t best = used.size();
    for (std::size_t word = 0; word < used.size(); ++word) {
      if (used[word] + width > kWordBits) continue;
      if (best == used.size() || used[word] > used[best]) best = word;
    }
    if (best == used.size()) used.push_back(0);
    spots[piece] = {static_cast<std::uint32_t>(best), used[best]};
    used[best] += width;
  }
  words = static_cast<std::uint32_t>(used.size());
  return spots;
}

}  // namespace

std::uint32_t words_needed(const Plan& plan) {
  std::uint32_t words = 0;
  fit(plan, words);
  return words;
}

std::uint32_t place(const Plan& plan) {
  std::uint32_t words = 0;
  const std::vector<Spot> spots = fit(plan, words);
  for (std::size_t piece = 0; piece < plan.size(); ++piece) {
    for (const Piece::Slot& slot : plan[piece].slots) {
      if (slot.storage->width == 0) continue;
      slot.storage->word = static_cast<std::uint16_t>(spots[piece].word);
      slot.storage->shift = static_cast<std::uint8_t>(spots[piece].shift + slot.offset);
    }
  }
  return words;
}

Plan join_pieces(const std::vector<Piece>& parts) {
  Plan plan;
  for (const Piece& part : parts) {
    if (plan.empty() || plan.back().width + part.width > kWordBits) plan.emplace_back();
    Piece& piece = plan.back();
    for (Piece::Slot slot : part.slots) piece.slots.push_back({slot.storage, piece.width + slot.offset});
    piece.width += part.width;
  }
  return plan;
}

}  // namespace pagerace::system
