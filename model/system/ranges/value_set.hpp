// What the range analysis knows of a value: bounds, and for pointers and constants every single value it can be.
#pragma once

#include <memory>
#include <vector>

#include "model/system/code.hpp"

namespace pagerace::system {

/// More values than this are not listed one by one.
inline constexpr std::size_t kMostListed = 4096;
inline constexpr Value kLeast = std::numeric_limits<Value>::min();
inline constexpr Value kGreatest = std::numeric_limits<Value>::max();

/// A set of values. Where `listed` is set it holds exactly the members, ascending, and `range` is its hull; otherwise
/// the set is the whole range. Empty where range.low > range.high.
struct ValueSet {
  Range range{1, 0};
  std::shared_ptr<const std::vector<Value>> listed;

  bool operator==(const ValueSet& other) const {
    if (range != other.range || !listed != !other.listed) return false;
    return listed == other.listed || *listed == *other.listed;
  }
  bool empty() const { return range.low > range.high; }
  bool is_single() const { return range.low == range.high; }
  bool contains(Value value) const;
  /// Every member is at least 0: signed and unsigned comparison agree on it.
  bool is_natural() const { return !empty() && range.low >= 0; }

  static ValueSet none() { return {}; }
  static ValueSet all() { return {{kLeast, kGreatest}, nullptr}; }
  static ValueSet of(Value value);
  static ValueSet between(Value low, Value high) { return {{low, high}, nullptr}; }
  /// Takes any order and repetitions; falls back to the hull where there are too many.
  static ValueSet list(std::vector<Value> values);
};

ValueSet join(const ValueSet& left, const ValueSet& right);
ValueSet meet(const ValueSet& left, const ValueSet& right);
ValueSet without(const ValueSet& values, Value value);
bool includes(const ValueSet& whole, const ValueSet& part);

/// Bounds that a growing range stops at before it is given up, so that loops up to a constant keep it.
class Thresholds {
 public:
  explicit Thresholds(std::vector<Value> values);
  /// At least `grown`, with each bound that moved since `before` pushed out to the next threshold.
  ValueSet widen(const ValueSet& before, const ValueSet& grown) const;

 private:
  std::vector<Value> values_;  ///< ascending; from kLeast to kGreatest
};

}  // namespace pagerace::system
