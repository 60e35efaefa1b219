// Packs pieces of at most 64 bits into few words.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Bits that stay together in one word, and the values that are stored in them.
struct Piece {
  struct Slot {
    Storage* storage = nullptr;  ///< its width is already set
    unsigned offset = 0;         ///< within the piece
  };
  unsigned width = 0;
  std::vector<Slot> slots;
};

/// One way to cut the state into pieces: large pieces keep together what is used together, small ones waste less.
using Plan = std::vector<Piece>;

/// The number of words that best-fit decreasing needs for the plan.
std::uint32_t words_needed(const Plan& plan);

/// Sets word and shift of every slot. Returns the number of words.
std::uint32_t place(const Plan& plan);

/// Joins the parts into pieces, in order; a new piece begins when a part does not fit into the current one.
Plan join_pieces(const std::vector<Piece>& parts);

}  // namespace pagerace::system
