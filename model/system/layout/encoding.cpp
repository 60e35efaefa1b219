#include "model/system/layout/encoding.hpp"

#include <algorithm>
#include <bit>

namespace pagerace::system {
namespace {

constexpr Word kMostCodesOfLocation = Word{1} << 32;
constexpr Word kMostCodes = Word{1} << 48;

/// The product of the sizes, or kMostCodes + 1 if it is greater.
Word product(const Encoding& encoding) {
  Word product = 1;
  for (const Digit& digit : encoding.digits) {
    if (digit.size == 0 || digit.size > kMostCodes / product) return kMostCodes + 1;
    product *= digit.size;
  }
  return product;
}

void take_out(ThreadTemplate& thread, Register reg) {
  for (Encoding& encoding : thread.encodings) {
    std::erase_if(encoding.digits, [reg](const Digit& digit) { return digit.reg == reg; });
  }
}

/// A register in a field of its own wastes less than one bit; the larger it is, the less it wastes.
Register largest(const Encoding& encoding) {
  // A size of 0, which stands for 2^64, is the largest of all.
  const auto less = [](const Digit& left, const Digit& right) { return left.size - 1 < right.size - 1; };
  return std::max_element(encoding.digits.begin(), encoding.digits.end(), less)->reg;
}

/// Sets bases and counts. Returns null if there are few enough codes, else the encoding with the most codes.
const Encoding* lay_out_codes(ThreadTemplate& thread) {
  Word base = 0;
  const Encoding* most = nullptr;
  for (Encoding& encoding : thread.encodings) {
    encoding.base = base;
    if (encoding.count == 0) continue;
    encoding.count = product(encoding);
    if (encoding.count > kMostCodesOfLocation) return &encoding;
    base += encoding.count;
    if (most == nullptr || encoding.count > most->count) most = &encoding;
  }
  return base > kMostCodes ? most : nullptr;
}

}  // namespace

void number_codes(ThreadTemplate& thread) {
  thread.encodings.resize(thread.locations.size());
  while (const Encoding* encoding = lay_out_codes(thread)) take_out(thread, largest(*encoding));
}

Word code_count(const ThreadTemplate& thread) {
  return thread.encodings.empty() ? 0 : thread.encodings.back().base + thread.encodings.back().count;
}

std::uint8_t code_width(const ThreadTemplate& thread) {
  const Word codes = code_count(thread);
  return static_cast<std::uint8_t>(codes == 0 ? 0 : std::bit_width(codes - 1));
}

std::vector<Register> field_registers(const ThreadTemplate& thread, std::size_t location) {
  const std::vector<Digit>& digits = thread.encodings.at(location).digits;
  std::vector<Register> fields;
  for (Register r : thread.locations.at(location).live) {
    if (std::none_of(digits.begin(), digits.end(), [r](const Digit& digit) { return digit.reg == r; })) {
      fields.push_back(r);
    }
  }
  return fields;
}

}  // namespace pagerace::system
