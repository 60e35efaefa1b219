#include "model/source/printable.hpp"

#include <algorithm>
#include <cstdint>

namespace pagerace::source {
namespace {

struct Characters {
  std::uint32_t first, last;
};

constexpr Characters kUnprintable[] = {
    {0x80, 0x9f},      // C1
    {0x061c, 0x061c},  // Arabic letter mark
    {0x200e, 0x200f},  // left-to-right and right-to-left mark
    {0x2028, 0x202e},  // line and paragraph separator, embeddings and overrides
    {0x2066, 0x2069},  // isolates
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

std::size_t length_by_first_byte(unsigned char first) {
  if (first >= 0xf0 && first < 0xf5) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc2 && first < 0xe0 ? 2 : 0;
}

}  // namespace

std::size_t printable_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first == '\t' || (first >= 0x20 && first < 0x7f)) return 1;
  const std::size_t length = length_by_first_byte(first);
  if (length == 0 || at + length > text.size()) return 0;
  if (!std::all_of(text.begin() + at + 1, text.begin() + at + length, is_continuation)) return 0;
  std::uint32_t character = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3f);
  const bool is_refused =
      std::any_of(std::begin(kUnprintable), std::end(kUnprintable),
                  [character](const Characters& range) { return character >= range.first && character <= range.last; });
  return is_refused ? 0 : length;
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text[at] == '\n' ? 1 : printable_length(text, at);
    if (length == 0)
      shown += '?';
    else
      shown += text.substr(at, length);
    at += std::max<std::size_t>(length, 1);
  }
  return shown;
}

}  // namespace pagerace::source
