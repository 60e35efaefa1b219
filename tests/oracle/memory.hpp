// Where the oracle keeps values: a slot for each scalar, in the plainest order there is.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/semantics/program.hpp"

namespace pagerace::oracle {

using semantics::Variable;
using system::Range;
using system::Type;
using system::Value;

struct Slot {
  std::string name;  ///< "mem_map[0]._refcount"; empty: between two variables
  const Type* type = nullptr;
  Range range;
};

/// How many slots an object of a type takes.
Value size_of(const Type* type);
/// Slots before member `number` of a struct.
Value offset_of(const system::StructType& structure, Value number);
/// The slots of a variable, in order.
std::vector<Slot> slots_of(const Variable& variable);

/// What a pointer can point into: an array, or a single object taken for an array of one.
struct Extent {
  Value base = 0;
  const Type* element = nullptr;
  Value count = 1;
};

/// Shared and ghost memory, and the pointers of a program. Locals have slots too, from kLocals on, in the order in
/// which their functions were called.
class Layout {
 public:
  static constexpr Value kLocals = Value{1} << 30;

  explicit Layout(const semantics::Program& program);

  const std::vector<Slot>& slots() const { return slots_; }
  Value base(const Variable& variable) const { return bases_.at(&variable); }
  std::vector<Value> initial() const { return initial_; }

  /// A pointer's value: which extent, and which element of it. 0 is NULL.
  Value pointer(const Extent& extent, Value index);
  Extent extent(Value pointer) const { return extents_[static_cast<std::size_t>((pointer >> kIndexBits) - 1)]; }
  static Value index(Value pointer) { return pointer & ((Value{1} << kIndexBits) - 1); }
  Value slot(Value pointer) const;
  /// Orders pointers, and tells one past an array from the object that comes next.
  Value address(Value pointer) const;
  /// The pointer to the object of the type that a slot of a variable of the top level is in.
  Value object_around(Value slot, const Type* wanted, const semantics::Program& program);
  /// A shared slot's value, so that it can be compared with what another memory holds.
  std::string print(Value slot, Value value) const;

 private:
  static constexpr int kIndexBits = 20;

  void add(const Variable& variable);
  Value locate(Value slot, const Type* wanted, const Extent& extent, Value index);

  std::vector<Slot> slots_{Slot{}};
  std::vector<Value> initial_{0};
  std::map<const Variable*, Value> bases_;
  std::vector<Extent> extents_;
  std::map<std::tuple<Value, const Type*, Value>, Value> numbers_;
};

}  // namespace pagerace::oracle
