// The tables of what fields refer to, and of what permutations make of it.
#include <algorithm>
#include <bit>

#include "checker/reduce/symmetry/table_maker.hpp"
#include "model/system/layout/encoding.hpp"
#include "model/system/state.hpp"

namespace pagerace::checker::symmetry {
namespace {

constexpr Word kMostNumbers = 1 << 12;
constexpr const char* kNotClosed = "not all of them can be held where one of them is";
constexpr const char* kManifold = "something stands for several of them at once";
constexpr const char* kTooLarge = "a register that may hold one's number is too large";

}  // namespace

Value TableMaker::value_of(const Numbers& numbers, Word number) const {
  return system::value_of(system_, {0, numbers.count, numbers.bias, numbers.domain}, number);
}

std::optional<Word> TableMaker::number_of(const Numbers& numbers, Value value) const {
  const std::optional<Word> number = system::number_of(system_, numbers.domain, numbers.bias, value);
  return number && *number < numbers.count ? number : std::nullopt;
}

void TableMaker::obstruct(const Typed& type, const char* why) {
  obstacles_.push_back({kinds_.sorts_of(type.kind), type.from, {}, why});
}

/// Whether any of the numbers stands for a value that is moved.
bool TableMaker::is_moved(const Typed& type, const Numbers& numbers) const {
  const Kind& kind = kinds_[type.kind];
  if (!kind.bits.empty()) return true;
  return std::ranges::any_of(kind.values, [&](Value value) { return number_of(numbers, value).has_value(); });
}

TableMaker::Held TableMaker::held_by_cell(system::Cell cell) {
  const system::Storage& storage = system_.cell_storage[cell];
  const Typed& type = analysis_.content(system_.cells[cell].group);
  Numbers numbers{storage.bias, storage.domain, 0, Word{1} << std::min<unsigned>(storage.width, 63)};
  const system::Range& range = system_.groups[system_.cells[cell].group].range;
  numbers.count = storage.domain != 0 ? system_.domains[storage.domain].targets.size()
                                      : static_cast<Word>(range.high) - static_cast<Word>(range.low) + 1;
  if (type.kind == kPlain || !is_moved(type, numbers)) return {};
  if (!kinds_[type.kind].bits.empty()) return {Content::Set, sets(numbers, type)};
  return {Content::Reference, references(numbers, type)};
}

TableMaker::Held TableMaker::held_by_code(std::uint32_t thread) {
  const auto [entry, is_new] = codes_.try_emplace(thread);
  if (!is_new) return entry->second;
  CodeTable table{static_cast<std::uint32_t>(made_.code_locations.size()), 0};
  const auto locations = static_cast<std::uint32_t>(system_.templates[thread].locations.size());
  for (std::uint32_t i = 0; i < locations; ++i) add_digits(thread, i, table);
  if (table.count > 0) {
    entry->second = {Content::Code, static_cast<std::uint16_t>(made_.codes.size())};
    made_.codes.push_back(table);
  }
  return entry->second;
}

void TableMaker::add_digits(std::uint32_t thread, std::uint32_t number, CodeTable& table) {
  const system::Encoding& encoding = system_.templates[thread].encodings[number];
  if (encoding.count == 0) return;
  for (Register r : system::field_registers(system_.templates[thread], number)) {
    const Typed type = analysis_.at_location(thread, number, r);
    if (type.kind != kPlain) obstruct(type, kTooLarge);
  }
  CodeLocation location{encoding.base, encoding.count, static_cast<std::uint32_t>(made_.code_digits.size()), 0};
  Word radix = 1;
  for (const system::Digit& digit : encoding.digits) {
    const Typed type = analysis_.at_location(thread, number, digit.reg);
    const Numbers numbers{digit.bias, digit.domain, digit.size, digit.size};
    if (type.kind != kPlain && is_moved(type, numbers)) {
      made_.code_digits.push_back(
          {static_cast<std::uint32_t>(radix), static_cast<std::uint32_t>(digit.size), references(numbers, type)});
      ++location.digits;
    }
    radix *= digit.size;
  }
  if (location.digits == 0) return;
  made_.code_locations.push_back(location);
  ++table.count;
}

std::uint16_t TableMaker::references(const Numbers& numbers, const Typed& type) {
  const auto known = references_.find({numbers, type.kind});
  if (known != references_.end()) return known->second;
  if (numbers.size > kMostNumbers || numbers.size == 0) {
    obstruct(type, kTooLarge);
    return 0;
  }
  ReferenceTable table{static_cast<std::uint32_t>(made_.references.size()), static_cast<std::uint32_t>(numbers.size)};
  for (Word number = 0; number < numbers.size; ++number) {
    made_.references.push_back(number < numbers.count ? reference(numbers, type, value_of(numbers, number))
                                                      : Reference());
  }
  made_.reference_tables.push_back(table);
  return references_[{numbers, type.kind}] = static_cast<std::uint16_t>(made_.reference_tables.size() - 1);
}

Reference TableMaker::reference(const Numbers& numbers, const Typed& type, Value value) {
  Reference made;
  if (!kinds_.moves(type.kind, value)) return made;
  const ColumnSet columns = columns_of(structure_, kinds_, type.kind, value);
  Column column = kNone;
  for (std::uint32_t sort = 0; sort < columns.size(); ++sort) {
    if (columns[sort] == 0) continue;
    if (column != kNone || !std::has_single_bit(columns[sort])) {
      obstruct(type, kManifold);
      return {};
    }
    column = structure_.sorts()[sort].first + static_cast<Column>(std::countr_zero(columns[sort]));
    referred_to_.insert(sort);
  }
  const Sort& sort = structure_.sorts()[structure_.sort_of(column)];
  made.column = static_cast<std::uint16_t>(column);
  made.images = static_cast<std::uint32_t>(made_.images.size());
  for (Column to = sort.first; to < sort.first + sort.size; ++to) {
    const auto number = number_of(numbers, moved(type, value, column, to));
    if (!number) obstruct(type, kNotClosed);
    made_.images.push_back(number.value_or(0));
  }
  return made;
}

/// Applies a permutation that moves column `from` to `to`; any such permutation gives the same value.
Value TableMaker::moved(const Typed& type, Value value, Column from, Column to) const {
  while (from != to) {
    const Column left = from < to ? from : from - 1;
    for (std::uint32_t g = 0; g < structure_.generators().size(); ++g) {
      if (structure_.generators()[g].left != left) continue;
      value = kinds_.act(type.kind, g, value);
      break;
    }
    from = from < to ? from + 1 : from - 1;
  }
  return value;
}

std::uint16_t TableMaker::sets(const Numbers& numbers, const Typed& type) {
  const auto known = sets_.find({numbers, type.kind});
  if (known != sets_.end()) return known->second;
  const auto width = static_cast<std::uint32_t>(std::bit_width(numbers.size - 1));
  if (numbers.bias != 0 || numbers.domain != 0 || width > 62) {
    obstruct(type, kNotClosed);
    return 0;
  }
  SetTable table{static_cast<std::uint32_t>(made_.bit_columns.size()),
                 static_cast<std::uint32_t>(made_.column_bits.size())};
  made_.bit_columns.resize(table.columns + 64, kNoColumn);
  made_.column_bits.resize(table.bits + structure_.columns(), 0xff);
  for (std::uint32_t bit = 0; bit < width; ++bit) {
    const Column column = column_of_bit(kinds_[type.kind], bit, type);
    if (column == kNone) continue;
    std::uint8_t& own = made_.column_bits[table.bits + column];
    if (own != 0xff) obstruct(type, kManifold);
    own = static_cast<std::uint8_t>(bit);
    made_.bit_columns[table.columns + bit] = static_cast<std::uint16_t>(column);
    referred_to_.insert(structure_.sort_of(column));
  }
  for (std::uint32_t bit = 0; bit < width; ++bit) {
    const std::uint16_t column = made_.bit_columns[table.columns + bit];
    if (column == kNoColumn) continue;
    const Sort& sort = structure_.sorts()[structure_.sort_of(column)];
    for (Column other = sort.first; other < sort.first + sort.size; ++other) {
      if (made_.column_bits[table.bits + other] == 0xff) obstruct(type, kNotClosed);
    }
  }
  made_.sets.push_back(table);
  return sets_[{numbers, type.kind}] = static_cast<std::uint16_t>(made_.sets.size() - 1);
}

/// The column whose swaps are all the swaps that move the bit. If there are only two columns, both fit, and the lower
/// bit is the first.
Column TableMaker::column_of_bit(const Kind& kind, std::uint32_t bit, const Typed& type) {
  std::vector<std::uint32_t> swaps;
  for (std::uint32_t g = 0; g < structure_.generators().size(); ++g) {
    if (kind.bits[g][bit] != bit) swaps.push_back(g);
  }
  if (swaps.empty()) return kNone;
  const Generator& first = structure_.generators()[swaps[0]];
  const Sort& sort = structure_.sorts()[first.sort];
  const bool is_interior = swaps.size() == 2 && structure_.generators()[swaps[1]].left == first.left + 1;
  if (is_interior) return first.left + 1;
  if (swaps.size() > 1) obstruct(type, kManifold);
  if (sort.size == 2) return kind.bits[swaps[0]][bit] > bit ? first.left : first.left + 1;
  return first.left == sort.first ? first.left : first.left + 1;
}

}  // namespace pagerace::checker::symmetry
