#include "checker/native/emit/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>

namespace pagerace::native {
namespace {

/// The possible indices, ascending.
std::vector<std::size_t> listed(const Subset& possible) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < possible.size(); ++i) {
    if (possible[i]) indices.push_back(i);
  }
  return indices;
}

/// values[i] is offset + slope * i, in 64-bit arithmetic.
struct Line {
  Word slope = 0, offset = 0;
};

std::optional<Line> line_through(const Values& values, const std::vector<std::size_t>& indices) {
  if (indices.size() < 2) return Line{0, static_cast<Word>(values[indices.front()])};
  const std::size_t first = indices[0], second = indices[1];
  const auto rise = static_cast<Value>(static_cast<Word>(values[second]) - static_cast<Word>(values[first]));
  const auto run = static_cast<Value>(second - first);
  if (rise % run != 0) return std::nullopt;
  Line line;
  line.slope = static_cast<Word>(rise / run);
  line.offset = static_cast<Word>(values[first]) - line.slope * first;
  for (const std::size_t i : indices) {
    if (static_cast<Word>(values[i]) != line.offset + line.slope * i) return std::nullopt;
  }
  return line;
}

std::string text_of(const Line& line, const std::string& index) {
  if (line.slope == 0) return literal(line.offset);
  if (static_cast<Value>(line.slope) < 0) {
    const std::string fall = line.slope == ~Word{0} ? index : fmt::format("{} * {}", index, literal(0 - line.slope));
    return fmt::format("({} - {})", literal(line.offset), fall);
  }
  const std::string rise = line.slope == 1 ? index : fmt::format("({} * {})", index, literal(line.slope));
  return line.offset == 0 ? rise : fmt::format("({} + {})", rise, literal(line.offset));
}

/// The values packed into one number; nothing if they are too many or too large.
std::optional<std::string> packed(const Values& values, const std::vector<std::size_t>& indices,
                                  const std::string& index) {
  Word all = 0;
  for (const std::size_t i : indices) all |= static_cast<Word>(values[i]);
  const auto width = static_cast<unsigned>(std::max<Word>(1, std::bit_width(all)));
  if (width * (indices.back() + 1) > 64) return std::nullopt;
  Word word = 0;
  for (const std::size_t i : indices) word |= static_cast<Word>(values[i]) << (width * i);
  const std::string shift = width == 1 ? index : fmt::format("{} * {}", index, width);
  return fmt::format("({} >> ({}) & {})", literal(word), shift, literal((Word{1} << width) - 1));
}

/// For cases in which the wanted indices are all possible ones from some index on, or up to some index.
std::optional<std::string> comparison(const Subset& wanted, const std::vector<std::size_t>& possible,
                                      const std::string& index) {
  const auto is_wanted = [&](std::size_t i) { return static_cast<bool>(wanted[i]); };
  const auto count = std::count_if(possible.begin(), possible.end(), is_wanted);
  const auto size = static_cast<std::ptrdiff_t>(possible.size());
  if (count == 0) return "false";
  if (count == size) return "true";
  if (count == 1) {
    return fmt::format("({} == {})", index, literal(*std::find_if(possible.begin(), possible.end(), is_wanted)));
  }
  if (count == size - 1) {
    return fmt::format("({} != {})", index, literal(*std::find_if_not(possible.begin(), possible.end(), is_wanted)));
  }
  if (std::is_partitioned(possible.begin(), possible.end(), is_wanted)) {
    return fmt::format("({} <= {})", index, literal(possible[static_cast<std::size_t>(count - 1)]));
  }
  if (std::is_partitioned(possible.rbegin(), possible.rend(), is_wanted)) {
    return fmt::format("({} >= {})", index, literal(possible[static_cast<std::size_t>(size - count)]));
  }
  return std::nullopt;
}

const char* element_type(const Values& elements) {
  const auto [low, high] = std::minmax_element(elements.begin(), elements.end());
  if (*low < 0) return "std::int64_t";
  if (*high < 0x100) return "std::uint8_t";
  return *high < 0x10000 ? "std::uint16_t" : "std::int64_t";
}

}  // namespace

bool is_empty(const Subset& subset) { return std::find(subset.begin(), subset.end(), true) == subset.end(); }

Subset operator&(const Subset& left, const Subset& right) {
  Subset both(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) both[i] = left[i] && right[i];
  return both;
}

Subset operator-(const Subset& left, const Subset& right) {
  Subset rest(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) rest[i] = left[i] && !right[i];
  return rest;
}

Subset operator|(const Subset& left, const Subset& right) {
  Subset either(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) either[i] = left[i] || right[i];
  return either;
}

std::string literal(Word value) {
  return value < 1'000'000 ? fmt::format("{}ull", value) : fmt::format("{:#x}ull", value);
}

std::string Tables::name(const Values& elements) {
  const auto [place, is_new] = names_.try_emplace(elements);
  if (is_new) place->second = fmt::format("kTable{}", names_.size() - 1);
  return place->second;
}

std::string Tables::definitions() const {
  std::string text;
  for (const auto& [elements, name] : names_) {
    text += fmt::format("constexpr {} {}[] = {{", element_type(elements), name);
    for (const Value element : elements) {
      text += element < 0 ? fmt::format("static_cast<std::int64_t>({}), ", literal(static_cast<Word>(element)))
                          : fmt::format("{}, ", element);
    }
    text += "};\n";
  }
  return text;
}

std::string text_of(const Values& values, const Subset& possible, const std::string& index, Tables& tables) {
  const std::vector<std::size_t> indices = listed(possible);
  if (indices.empty()) return literal(0);
  if (const auto line = line_through(values, indices)) return text_of(*line, index);
  if (const auto word = packed(values, indices, index)) return *word;
  Values elements(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(indices.back()) + 1);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (!possible[i]) elements[i] = 0;
  }
  return fmt::format("static_cast<Word>({}[{}])", tables.name(elements), index);
}

std::string test_of(const Subset& wanted, const Subset& possible, const std::string& index, Tables& tables) {
  const std::vector<std::size_t> indices = listed(possible);
  if (const auto text = comparison(wanted, indices, index)) return *text;
  Values values(wanted.begin(), wanted.end());
  return fmt::format("({} != 0)", text_of(values, possible, index, tables));
}

}  // namespace pagerace::native
