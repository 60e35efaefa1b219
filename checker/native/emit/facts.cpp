#include "checker/native/emit/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pagerace::native {

const Known& Facts::known(Register number) const {
  static const Known zero = Known::constant(0);
  const auto found = registers.find(number);
  return found == registers.end() ? zero : found->second;
}

std::set<Value> values_of(const Known& known, const Facts& facts) {
  std::set<Value> values;
  const Subset& possible = facts.possible.at(known.base);
  for (std::size_t i = 0; i < known.values.size(); ++i) {
    if (possible[i]) values.insert(known.values[i]);
  }
  return values;
}

Range range_of(const Known& known, const Facts& facts) {
  if (known.is_dynamic()) return known.range;
  const std::set<Value> values = values_of(known, facts);
  return values.empty() ? Range{0, 0} : Range{*values.begin(), *values.rbegin()};
}

Range hull(Range left, Range right) { return {std::min(left.low, right.low), std::max(left.high, right.high)}; }

Base Bases::of(Maker maker, std::uint32_t first, std::uint32_t second, std::uint32_t block) {
  const auto [place, is_new] =
      numbers_.try_emplace(std::tuple{maker, first, second}, static_cast<Base>(blocks_.size()));
  if (is_new) blocks_.push_back(block);
  return place->second;
}

std::string name_of(Base base) {
  if (base == kConstant) return literal(0);
  return base == kAlike ? "t.alike" : fmt::format("k{}", base);
}

std::string register_name(Register number) { return fmt::format("r{}", number); }

}  // namespace pagerace::native
