// What the range analysis knows of a value: its bounds and, for pointers and constants, every value that it can have.
#pragma once

#include <memory>
#include <vector>

#include "model/system/code.hpp"

namespace pagerace::system {

/// If there are more values, they are not listed one by one.
inline constexpr std::size_t kMostListed = 4096;
inline constexpr Value kLeast = std::numeric_limits<Value>::min();
inline constexpr Value kGreatest = std::numeric_limits<Value>::max();

/// A set of values. If `listed` is set, it holds exactly the members, ascending, and `range` is its hull; otherwise the
/// set is the whole range. The set is empty if range.low > range.high.
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
  /// Whether every member is at least 0: then signed and unsigned comparison give the same results.
  bool is_natural() const { return !empty() && range.low >= 0; }

  static ValueSet none() { return {}; }
  static ValueSet all() { return {{kLeast, kGreatest}, nullptr}; }
  static ValueSet of(Value value);
  static ValueSet between(Value low, Value high) { return {{low, high}, nullptr}; }
  /// Accepts any order and repetitions; uses the hull if there are too many values.
  static ValueSet list(std::vector<Value> values);
};

ValueSet join(const ValueSet& left, const ValueSet& right);
ValueSet meet(const ValueSet& left, const ValueSet& right);
ValueSet without(const ValueSet& values, Value value);
bool includes(const ValueSet& whole, const ValueSet& part);

/// Bounds at which a growing range stops before it becomes unbounded, so that loops up to a constant keep their bound.
class Thresholds {
 public:
  explicit Thresholds(std::vector<Value> values);
  /// Contains at least `grown`; each bound that changed since `before` is moved out to the next threshold.
  ValueSet widen(const ValueSet& before, const ValueSet& grown) const;

 private:
  std::vector<Value> values_;  ///< ascending; from kLeast to kGreatest
};

}  // namespace pagerace::system
