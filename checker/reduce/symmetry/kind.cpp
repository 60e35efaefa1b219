#include "checker/reduce/symmetry/kind.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

namespace pagerace::checker::symmetry {
namespace {

using system::Word;

Value permuted(const Kind::Bits& bits, Value value) {
  Word result = 0;
  for (Word rest = static_cast<Word>(value); rest != 0; rest &= rest - 1) {
    result |= Word{1} << bits[static_cast<std::size_t>(std::countr_zero(rest))];
  }
  return static_cast<Value>(result);
}

std::uint32_t place_of(const std::vector<Value>& values, Value value) {
  const auto found = std::lower_bound(values.begin(), values.end(), value);
  return found == values.end() || *found != value ? kNone : static_cast<std::uint32_t>(found - values.begin());
}

}  // namespace

Kinds::Kinds(const Structure& structure) : structure_(structure), kinds_(1) {}

Value Kinds::act(KindId id, std::uint32_t generator, Value value) const {
  const Kind& kind = kinds_[id];
  if (!kind.bits.empty()) return permuted(kind.bits[generator], value);
  const std::uint32_t place = place_of(kind.values, value);
  return place == kNone ? value : kind.values[kind.images[generator][place]];
}

bool Kinds::moves(KindId id, Value value) const {
  const Kind& kind = kinds_[id];
  if (kind.bits.empty()) return place_of(kind.values, value) != kNone;
  return std::ranges::any_of(kind.bits, [value](const Kind::Bits& bits) { return permuted(bits, value) != value; });
}

std::vector<std::uint32_t> Kinds::sorts_of(KindId id) const {
  const Kind& kind = kinds_[id];
  std::set<std::uint32_t> sorts;
  for (std::uint32_t g = 0; g < structure_.generators().size(); ++g) {
    bool moves = false;
    for (std::uint32_t i = 0; i < kind.values.size(); ++i) moves = moves || kind.images[g][i] != i;
    for (std::uint32_t bit = 0; bit < 64 && !kind.bits.empty(); ++bit) moves = moves || kind.bits[g][bit] != bit;
    if (moves) sorts.insert(structure_.generators()[g].sort);
  }
  return {sorts.begin(), sorts.end()};
}

KindId Kinds::intern(Kind kind) {
  for (KindId id = 0; id < kinds_.size(); ++id) {
    const Kind& known = kinds_[id];
    if (known.values == kind.values && known.images == kind.images && known.bits == kind.bits) return id;
    if (known.is_plain() && kind.is_plain()) return id;
  }
  kinds_.push_back(std::move(kind));
  return static_cast<KindId>(kinds_.size() - 1);
}

KindId Kinds::of_points(const std::vector<std::pair<Value, Point>>& values) {
  std::map<Value, Point> points;
  std::map<Point, Value> numbers;
  for (const auto& [value, point] : values) {
    if (structure_.column(point) == kNone) continue;
    points[value] = point;
    numbers[point] = value;
  }
  Kind kind;
  for (const auto& [value, point] : points) {
    kind.values.push_back(value);
    kind.columns.push_back({structure_.column(point)});
  }
  for (const Generator& generator : structure_.generators()) {
    auto& images = kind.images.emplace_back();
    for (const auto& [value, point] : points) {
      const Column column = structure_.column(point);
      Column to = column;
      if (column == generator.left) to = generator.left + 1;
      if (column == generator.left + 1) to = generator.left;
      images.push_back(place_of(kind.values, numbers.at(structure_.in_column(point, to))));
    }
  }
  return intern(std::move(kind));
}

KindId Kinds::addresses() {
  if (addresses_) return *addresses_;
  Kind kind;
  const Cells& cells = structure_.cells();
  const auto generators = static_cast<std::uint32_t>(structure_.generators().size());
  const auto count = static_cast<system::Cell>(generators == 0 ? 0 : structure_.cell_count());
  for (system::Cell cell = 1; cell < count; ++cell) {
    std::vector<Column> columns;
    if (!cells.is_used(cell)) continue;
    for (Point point : structure_.points_of(cell)) {
      if (structure_.column(point) != kNone) columns.push_back(structure_.column(point));
    }
    if (columns.empty()) continue;
    kind.values.push_back(cell);
    kind.columns.push_back(std::move(columns));
  }
  for (std::uint32_t g = 0; g < generators; ++g) {
    auto& images = kind.images.emplace_back();
    for (Value cell : kind.values) {
      images.push_back(place_of(kind.values, structure_.image(g, static_cast<system::Cell>(cell))));
    }
  }
  addresses_ = intern(std::move(kind));
  return *addresses_;
}

KindId Kinds::of_bits(std::vector<Kind::Bits> bits) {
  Kind kind;
  const auto stays = [](const Kind::Bits& one) {
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one[i] != i) return false;
    }
    return true;
  };
  if (!std::ranges::all_of(bits, stays)) kind.bits = std::move(bits);
  return intern(std::move(kind));
}

bool Kinds::agree(const Kind& bits, const Kind& table) const {
  for (std::size_t g = 0; g < bits.bits.size(); ++g) {
    for (std::size_t i = 0; i < table.values.size(); ++i) {
      if (permuted(bits.bits[g], table.values[i]) != table.values[table.images[g][i]]) return false;
    }
  }
  return true;
}

std::optional<KindId> Kinds::as_bits(KindId id) {
  const Kind kind = kinds_[id];
  if (!kind.bits.empty() || kind.is_plain()) return id;
  Kind made;
  for (std::size_t g = 0; g < kind.images.size(); ++g) {
    Kind::Bits& bits = made.bits.emplace_back();
    for (std::uint8_t i = 0; i < bits.size(); ++i) bits[i] = i;
    for (std::size_t i = 0; i < kind.values.size(); ++i) {
      const Word from = static_cast<Word>(kind.values[i]), to = static_cast<Word>(kind.values[kind.images[g][i]]);
      if (!std::has_single_bit(from) || !std::has_single_bit(to)) continue;
      bits[static_cast<std::size_t>(std::countr_zero(from))] = static_cast<std::uint8_t>(std::countr_zero(to));
    }
  }
  if (!agree(made, kind)) return std::nullopt;
  return of_bits(std::move(made.bits));
}

Domain Kinds::domain(KindId id, const std::vector<Value>& values) const {
  std::set<Value> closed(values.begin(), values.end());
  std::vector<Value> waiting = values;
  const auto generators = static_cast<std::uint32_t>(structure_.generators().size());
  while (!waiting.empty()) {
    const Value value = waiting.back();
    waiting.pop_back();
    for (std::uint32_t g = 0; g < generators; ++g) {
      if (const Value image = act(id, g, value); closed.insert(image).second) waiting.push_back(image);
    }
  }
  Domain domain;
  domain.values.assign(closed.begin(), closed.end());
  for (Value value : domain.values) {
    const std::uint32_t place = place_of(kinds_[id].values, value);
    domain.columns.push_back(place == kNone ? std::vector<Column>() : kinds_[id].columns[place]);
  }
  for (std::uint32_t g = 0; g < generators; ++g) {
    auto& images = domain.images.emplace_back();
    for (Value value : domain.values) images.push_back(place_of(domain.values, act(id, g, value)));
  }
  return domain;
}

namespace {

/// The results of a function on pairs; each result has the places of the pairs that give it.
struct Results {
  std::vector<std::optional<Value>> of_pair;
  std::map<std::optional<Value>, std::vector<std::size_t>> pairs;
};

std::vector<Column> joined(const std::vector<Column>& left, const std::vector<Column>& right) {
  std::vector<Column> both = left;
  for (Column column : right) {
    if (std::ranges::find(both, column) == both.end()) both.push_back(column);
  }
  return both;
}

}  // namespace

ComputedKind Kinds::compute(const Domain& left, const Domain& right, const Function& f) {
  const std::size_t width = right.values.size();
  Results results;
  for (Value a : left.values) {
    for (Value b : right.values) {
      results.of_pair.push_back(f(a, b));
      results.pairs[results.of_pair.back()].push_back(results.of_pair.size() - 1);
    }
  }
  std::vector<std::map<std::optional<Value>, std::optional<Value>>> images(structure_.generators().size());
  std::set<std::uint32_t> differing;
  std::set<std::optional<Value>> moved;
  for (std::size_t g = 0; g < images.size(); ++g) {
    for (std::size_t pair = 0; pair < results.of_pair.size(); ++pair) {
      const std::size_t to = left.images[g][pair / width] * width + right.images[g][pair % width];
      const auto [image, is_new] = images[g].emplace(results.of_pair[pair], results.of_pair[to]);
      if (image->second != results.of_pair[to]) differing.insert(structure_.generators()[g].sort);
      if (results.of_pair[pair] != results.of_pair[to]) moved.insert(results.of_pair[pair]);
    }
  }
  // A failure must never be one of several results that a permutation exchanges.
  if (moved.contains(std::nullopt)) {
    for (std::size_t g = 0; g < images.size(); ++g) {
      if (images[g].at(std::nullopt)) differing.insert(structure_.generators()[g].sort);
    }
  }
  if (!differing.empty()) return {std::nullopt, {differing.begin(), differing.end()}};
  Kind kind;
  for (const auto& value : moved) {
    const std::size_t pair = results.pairs[value].front();
    kind.values.push_back(*value);
    kind.columns.push_back(joined(left.columns[pair / width], right.columns[pair % width]));
  }
  for (const auto& image : images) {
    auto& places = kind.images.emplace_back();
    for (Value value : kind.values) places.push_back(place_of(kind.values, *image.at(value)));
  }
  return {intern(std::move(kind)), {}};
}

/// Typing merges the same few kinds over and over.
std::optional<KindId> Kinds::merge(KindId left, KindId right) {
  if (left == right || right == kPlain) return left;
  if (left == kPlain) return right;
  const auto known = merged_.find({left, right});
  if (known != merged_.end()) return known->second;
  return merged_[{left, right}] = merge_anew(left, right);
}

std::optional<KindId> Kinds::merge_anew(KindId left_id, KindId right_id) {
  const Kind left = kinds_[left_id], right = kinds_[right_id];
  if (!left.bits.empty() || !right.bits.empty()) {
    const Kind& bits = left.bits.empty() ? right : left;
    const Kind& other = left.bits.empty() ? left : right;
    if (!other.bits.empty() || !agree(bits, other)) return std::nullopt;
    return left.bits.empty() ? right_id : left_id;
  }
  Kind both;
  std::map<Value, std::vector<Column>> columns;
  for (const Kind* kind : {&left, &right}) {
    for (std::size_t i = 0; i < kind->values.size(); ++i) columns.emplace(kind->values[i], kind->columns[i]);
  }
  for (const auto& [value, stands_for] : columns) {
    both.values.push_back(value);
    both.columns.push_back(stands_for);
  }
  for (std::uint32_t g = 0; g < structure_.generators().size(); ++g) {
    auto& images = both.images.emplace_back();
    for (Value value : both.values) {
      const bool in_left = place_of(left.values, value) != kNone, in_right = place_of(right.values, value) != kNone;
      const Value image = act(in_left ? left_id : right_id, g, value);
      if (in_left && in_right && act(right_id, g, value) != image) return std::nullopt;
      images.push_back(place_of(both.values, image));
    }
  }
  if (both.values.size() > kMostValues) return std::nullopt;
  return intern(std::move(both));
}

}  // namespace pagerace::checker::symmetry
