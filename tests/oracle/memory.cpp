#include "tests/oracle/memory.hpp"

namespace pagerace::oracle {

using system::TypeKind;

namespace {

void flatten(const std::string& name, const Type* type, const Range* declared, std::vector<Slot>& slots) {
  switch (type->kind) {
    case TypeKind::Array:
      for (std::uint32_t i = 0; i < type->count; ++i) {
        flatten(name + "[" + std::to_string(i) + "]", type->element, declared, slots);
      }
      return;
    case TypeKind::Struct:
      for (const system::Field& field : type->structure->fields) {
        // A width written after an atomic_t is that of its counter.
        const Range* range = field.has_range ? &field.range : nullptr;
        const bool counts = type->structure->is_atomic_t;
        if (counts && declared != nullptr) range = declared;
        flatten(counts ? name : name + "." + field.name, field.type, range, slots);
      }
      return;
    default:
      slots.push_back({name, type, declared != nullptr ? *declared : type->range()});
  }
}

}  // namespace

Value size_of(const Type* type) {
  if (type->kind == TypeKind::Array) return type->count * size_of(type->element);
  if (type->kind != TypeKind::Struct) return 1;
  return offset_of(*type->structure, static_cast<Value>(type->structure->fields.size()));
}

Value offset_of(const system::StructType& structure, Value number) {
  Value offset = 0;
  for (Value i = 0; i < number; ++i) offset += size_of(structure.fields[static_cast<std::size_t>(i)].type);
  return offset;
}

std::vector<Slot> slots_of(const Variable& variable) {
  std::vector<Slot> slots;
  flatten(variable.name, variable.type, variable.has_range ? &variable.range : nullptr, slots);
  return slots;
}

Layout::Layout(const semantics::Program& program) {
  for (const Variable* variable : program.shared) add(*variable);
  for (const semantics::Property& property : program.properties) {
    for (const Variable* ghost : property.ghosts) add(*ghost);
  }
}

void Layout::add(const Variable& variable) {
  bases_[&variable] = static_cast<Value>(slots_.size());
  std::size_t i = 0;
  for (Slot& slot : slots_of(variable)) {
    slots_.push_back(std::move(slot));
    initial_.push_back(variable.initial.empty() ? 0 : variable.initial[i++]);
  }
  slots_.push_back({});
  initial_.push_back(0);
}

Value Layout::pointer(const Extent& extent, Value index) {
  const auto [at, is_new] = numbers_.try_emplace({extent.base, extent.element, extent.count}, extents_.size() + 1);
  if (is_new) extents_.push_back(extent);
  return at->second << kIndexBits | index;
}

Value Layout::slot(Value pointer) const {
  if (pointer == 0) return 0;
  const Extent at = extent(pointer);
  return at.base + index(pointer) * size_of(at.element);
}

Value Layout::address(Value pointer) const {
  if (pointer == 0) return 0;
  return 2 * slot(pointer) - (index(pointer) == extent(pointer).count ? 1 : 0);
}

Value Layout::object_around(Value slot, const Type* wanted, const semantics::Program& program) {
  for (const Variable* variable : program.shared) {
    const Value first = base(*variable);
    if (slot >= first && slot < first + size_of(variable->type))
      return locate(slot, wanted, {first, variable->type, 1}, 0);
  }
  return 0;
}

/// From the outside to the inside. `index` is that of the object at hand in the extent.
Value Layout::locate(Value slot, const Type* wanted, const Extent& extent, Value index) {
  const Type* type = extent.element;
  const Value first = extent.base + index * size_of(type);
  if (type == wanted) return pointer(extent, index);
  if (type->kind == TypeKind::Array) {
    return locate(slot, wanted, {first, type->element, type->count}, (slot - first) / size_of(type->element));
  }
  if (type->kind != TypeKind::Struct) return 0;
  Value member = 0;
  while (first + offset_of(*type->structure, member + 1) <= slot) ++member;
  const Type* inner = type->structure->fields[static_cast<std::size_t>(member)].type;
  return locate(slot, wanted, {first + offset_of(*type->structure, member), inner, 1}, 0);
}

std::string Layout::print(Value slot, Value value) const {
  if (!slots_[static_cast<std::size_t>(slot)].type->is_pointer()) return std::to_string(value);
  if (value == 0) return "NULL";
  const auto target = static_cast<std::size_t>(this->slot(value));
  return index(value) == extent(value).count ? "behind " + slots_[target - 1].name : "&" + slots_[target].name;
}

}  // namespace pagerace::oracle
