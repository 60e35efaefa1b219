// Fits pieces of at most 64 bits into as few words as it can.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Bits that stay together in one word, and who lives in them.
struct Piece {
  struct Slot {
    Storage* storage = nullptr;  ///< its width is set already
    unsigned offset = 0;         ///< within the piece
  };
  unsigned width = 0;
  std::vector<Slot> slots;
};

/// One way to cut the state into pieces: coarse ones keep together what is used together, fine ones waste less.
using Plan = std::vector<Piece>;

/// Words that best-fit decreasing needs for the plan.
std::uint32_t words_needed(const Plan& plan);

/// Sets word and shift of every slot. Returns the number of words.
std::uint32_t place(const Plan& plan);

/// Puts the parts one after the other into pieces, in order, a new piece where one does not fit any more.
Plan join_pieces(const std::vector<Piece>& parts);

}  // namespace pagerace::system
