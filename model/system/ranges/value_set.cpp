#include "model/system/ranges/value_set.hpp"

#include <algorithm>
#include <iterator>

namespace pagerace::system {

bool ValueSet::contains(Value value) const {
  if (value < range.low || value > range.high) return false;
  return !listed || std::binary_search(listed->begin(), listed->end(), value);
}

ValueSet ValueSet::of(Value value) {
  return {{value, value}, std::make_shared<const std::vector<Value>>(std::vector<Value>{value})};
}

ValueSet ValueSet::list(std::vector<Value> values) {
  if (values.empty()) return none();
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  const Range hull{values.front(), values.back()};
  if (values.size() > kMostListed) return {hull, nullptr};
  return {hull, std::make_shared<const std::vector<Value>>(std::move(values))};
}

ValueSet join(const ValueSet& left, const ValueSet& right) {
  if (left.empty()) return right;
  if (right.empty()) return left;
  if (left.listed && right.listed) {
    if (includes(left, right)) return left;
    if (includes(right, left)) return right;
    std::vector<Value> both;
    std::set_union(left.listed->begin(), left.listed->end(), right.listed->begin(), right.listed->end(),
                   std::back_inserter(both));
    return ValueSet::list(std::move(both));
  }
  return ValueSet::between(std::min(left.range.low, right.range.low), std::max(left.range.high, right.range.high));
}

ValueSet meet(const ValueSet& left, const ValueSet& right) {
  if (left.listed || right.listed) {
    const ValueSet& listed = left.listed ? left : right;
    const ValueSet& other = left.listed ? right : left;
    std::vector<Value> both;
    std::copy_if(listed.listed->begin(), listed.listed->end(), std::back_inserter(both),
                 [&](Value value) { return other.contains(value); });
    if (both.size() == listed.listed->size()) return listed;
    return ValueSet::list(std::move(both));
  }
  const Range range{std::max(left.range.low, right.range.low), std::min(left.range.high, right.range.high)};
  if (left.empty() || right.empty() || range.low > range.high) return ValueSet::none();
  return {range, nullptr};
}

ValueSet without(const ValueSet& values, Value value) {
  if (!values.contains(value)) return values;
  if (values.is_single()) return ValueSet::none();
  if (values.listed) {
    std::vector<Value> rest;
    std::remove_copy(values.listed->begin(), values.listed->end(), std::back_inserter(rest), value);
    return ValueSet::list(std::move(rest));
  }
  Range range = values.range;
  if (value == range.low) ++range.low;
  if (value == range.high) --range.high;
  return {range, nullptr};
}

bool includes(const ValueSet& whole, const ValueSet& part) {
  if (part.empty()) return true;
  if (whole.empty() || part.range.low < whole.range.low || part.range.high > whole.range.high) return false;
  if (!whole.listed) return true;
  if (part.listed) {
    return std::includes(whole.listed->begin(), whole.listed->end(), part.listed->begin(), part.listed->end());
  }
  // In the hull of a list, no range can be wider than a Value: the list has at most kMostListed members.
  const auto inside =
      std::count_if(whole.listed->begin(), whole.listed->end(), [&](Value value) { return part.contains(value); });
  return static_cast<Word>(part.range.high) - static_cast<Word>(part.range.low) + 1 == static_cast<Word>(inside);
}

Thresholds::Thresholds(std::vector<Value> values) : values_(std::move(values)) {
  values_.insert(values_.end(), {kLeast, -1, 0, 1, kGreatest});
  for (int bits : {8, 16, 32}) {
    const Value power = Value{1} << bits;
    values_.insert(values_.end(), {-power / 2, power / 2 - 1, power - 1});
  }
  std::sort(values_.begin(), values_.end());
  values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
}

ValueSet Thresholds::widen(const ValueSet& before, const ValueSet& grown) const {
  // A listed set grows only by values that the program names, so it stops growing by itself.
  if (before.empty() || grown.listed) return grown;
  Range range = grown.range;
  if (range.low < before.range.low) range.low = *std::prev(std::upper_bound(values_.begin(), values_.end(), range.low));
  if (range.high > before.range.high) range.high = *std::lower_bound(values_.begin(), values_.end(), range.high);
  return ValueSet::between(range.low, range.high);
}

}  // namespace pagerace::system
