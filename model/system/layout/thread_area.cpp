#include "model/system/layout/thread_area.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "model/system/layout/encoding.hpp"

namespace pagerace::system {
namespace {

/// For each register that is no digit, the registers that are alive at the same time somewhere, itself included. Most
/// registers are alive nowhere between two steps, and have no entry.
using Interference = std::map<Register, std::set<Register>>;

Interference interference(const ThreadTemplate& thread) {
  Interference meets;
  for (std::size_t i = 0; i < thread.locations.size(); ++i) {
    const std::vector<Register> fields = field_registers(thread, i);
    for (Register r : fields) meets[r].insert(fields.begin(), fields.end());
  }
  return meets;
}

struct BitField {
  unsigned begin = 0, width = 0;
};

/// The lowest place for `width` bits that overlaps none of the fields.
unsigned lowest_place(unsigned width, std::vector<BitField> taken) {
  std::sort(taken.begin(), taken.end(),
            [](const BitField& left, const BitField& right) { return left.begin < right.begin; });
  unsigned at = 0;
  const auto within_word = [width](unsigned place) {
    const bool crosses = place / kWordBits != (place + width - 1) / kWordBits;
    return crosses ? (place / kWordBits + 1) * kWordBits : place;
  };
  at = within_word(at);
  for (const BitField& field : taken) {
    if (at + width <= field.begin || field.begin + field.width <= at) continue;
    at = within_word(field.begin + field.width);
  }
  return at;
}

}  // namespace

Storage storage_for(const TransitionSystem& system, const Range& range, std::uint16_t domain) {
  Storage storage;
  if (domain != 0) {
    const Word last = system.domains.at(domain).targets.size() - 1;
    storage.domain = domain;
    storage.width = static_cast<std::uint8_t>(std::bit_width(last));
    return storage;
  }
  storage.bias = range.low;
  storage.width =
      static_cast<std::uint8_t>(std::bit_width(static_cast<Word>(range.high) - static_cast<Word>(range.low)));
  return storage;
}

ThreadArea area_of(const TransitionSystem& system, const ThreadTemplate& thread) {
  const std::size_t count = thread.code.registers.size();
  ThreadArea area;
  area.code.width = code_width(thread);
  area.registers.resize(count);
  area.offsets.resize(count, 0);
  const Interference meets = interference(thread);
  std::vector<Register> order;
  for (const auto& [r, others] : meets) {
    area.registers[r] = storage_for(system, thread.code.registers[r].range, thread.code.registers[r].domain);
    if (area.registers[r].width > 0) order.push_back(r);
  }
  std::stable_sort(order.begin(), order.end(), [&](Register left, Register right) {
    return area.registers[left].width > area.registers[right].width;
  });
  std::vector<Register> placed;
  unsigned end = area.code.width;
  for (Register r : order) {
    std::vector<BitField> taken{{0, area.code.width}};
    for (Register other : placed) {
      if (meets.at(r).contains(other)) taken.push_back({area.offsets[other], area.registers[other].width});
    }
    area.offsets[r] = lowest_place(area.registers[r].width, std::move(taken));
    end = std::max(end, area.offsets[r] + area.registers[r].width);
    placed.push_back(r);
  }
  area.chunks.assign((end + kWordBits - 1) / kWordBits, 0);
  const auto use = [&area](unsigned offset, unsigned width) {
    unsigned& used = area.chunks[offset / kWordBits];
    used = std::max(used, offset % kWordBits + width);
  };
  if (area.code.width > 0) use(0, area.code.width);
  for (Register r : placed) use(area.offsets[r], area.registers[r].width);
  return area;
}

}  // namespace pagerace::system
