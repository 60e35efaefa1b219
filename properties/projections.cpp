#include "properties/projections.hpp"

#include <algorithm>

#include "checker/store/hash.hpp"
#include "model/system/operands.hpp"

namespace pagerace::properties {

using system::Word;

namespace {

constexpr std::size_t kPlaces = 1u << 13;

/// By group of cells: whether some load of the code can reach it.
std::vector<bool> groups_read(const system::TransitionSystem& system, const system::Code& code) {
  std::vector<bool> read(system.groups.size());
  for (const system::Instruction& at : code.instructions) {
    if (at.op != system::Opcode::Load) continue;
    for (const std::uint32_t group : system.accesses.at(system::access_of(at)).groups) read[group] = true;
  }
  return read;
}

}  // namespace

Projections::Projections(const system::TransitionSystem& system, const system::Predicate& predicate) {
  const std::vector<bool> read = groups_read(system, predicate.code);
  std::vector<Word> masks(system.words);
  for (std::size_t cell = 1; cell < system.cells.size(); ++cell) {
    const system::Storage& storage = system.cell_storage[cell];
    if (system.cells[cell].type == nullptr || storage.width == 0 || !read[system.cells[cell].group]) continue;
    masks[storage.word] |= (~Word{0} >> (system::kWordBits - storage.width)) << storage.shift;
  }
  for (std::uint32_t word = 0; word < masks.size(); ++word) {
    if (masks[word] != 0) parts_.push_back({word, masks[word]});
  }
  seen_.resize(kPlaces * (parts_.size() + 1));
}

bool Projections::is_new(const Word* state) {
  Word hash = 0;
  for (const Part& part : parts_) hash = checker::mix(hash ^ (state[part.word] & part.mask));
  Word* const place = seen_.data() + hash % kPlaces * (parts_.size() + 1);
  bool is_same = place[0] != 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Word here = state[parts_[i].word] & parts_[i].mask;
    is_same = is_same && place[i + 1] == here;
    place[i + 1] = here;
  }
  place[0] = 1;
  return !is_same;
}

}  // namespace pagerace::properties
