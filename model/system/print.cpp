#include "model/system/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

namespace pagerace::system {
namespace {

/// The objects that begin at the cell.
std::span<const ObjectInfo> objects_at(const TransitionSystem& system, Value cell) {
  // Not std::ranges::equal_range: Clang 14 cannot compile what it returns.
  const auto first = std::ranges::lower_bound(system.objects, cell, {}, &ObjectInfo::begin);
  const auto last = std::ranges::upper_bound(system.objects, cell, {}, &ObjectInfo::begin);
  return {first, last};
}

/// The name of the object of this type that begins at the cell.
std::optional<std::string> object_at(const TransitionSystem& system, const Type* type, Value cell) {
  for (const ObjectInfo& object : objects_at(system, cell)) {
    if (object.type == type) return object.name;
  }
  if (cell <= 0 || cell >= static_cast<Value>(system.cells.size())) return std::nullopt;
  const CellInfo& info = system.cells[static_cast<std::size_t>(cell)];
  return info.type == nullptr ? std::nullopt : std::optional(info.name());
}

const PointeeTable* table_of(const TransitionSystem& system, const Type* pointee) {
  for (const PointeeTable& table : system.pointees) {
    if (table.pointee == pointee && table.member.empty()) return &table;
  }
  return nullptr;
}

/// Whether a variable that is an array of `element` begins at the cell.
bool is_array_variable(const TransitionSystem& system, const Type* element, Cell cell) {
  return std::ranges::any_of(objects_at(system, cell), [element](const ObjectInfo& object) {
    return object.is_variable && object.type->kind == TypeKind::Array && object.type->element == element;
  });
}

/// The extent of the only variable that is an array of the table's struct; null if there is none.
const PointeeTable::Extent* only_array(const TransitionSystem& system, const PointeeTable& table) {
  const PointeeTable::Extent* found = nullptr;
  const bool is_of_structs =
      table.pointee != nullptr && table.pointee->kind == TypeKind::Struct && table.member.empty();
  if (!is_of_structs) return nullptr;
  for (const auto& extent : table.extents) {
    if (!is_array_variable(system, table.pointee, extent.begin)) continue;
    if (found != nullptr) return nullptr;
    found = &extent;
  }
  return found;
}

/// "page 0", if the value points into the only array of its struct.
std::optional<std::string> number_of(const TransitionSystem& system, const PointeeTable& table, Value value) {
  const PointeeTable::Extent* array = only_array(system, table);
  if (array == nullptr || value < array->begin || value >= array->end) return std::nullopt;
  return fmt::format("{} {}", table.pointee->structure->name, (value - array->begin) / array->stride);
}

std::string print_pointer(const TransitionSystem& system, const Type* pointee, Value value) {
  if (value == 0) return "NULL";
  const PointeeTable* table = table_of(system, pointee);
  if (table != nullptr) {
    if (const auto number = number_of(system, *table, value)) return *number;
    for (const auto& extent : table->extents) {
      if (value >= extent.begin && value < extent.end) break;
      if (value != extent.end) continue;
      const auto last = object_at(system, pointee, value - extent.stride);
      return last ? fmt::format("&{} + 1", *last) : fmt::format("{}", value);
    }
  }
  const auto name = object_at(system, pointee, value);
  return name ? fmt::format("&{}", *name) : fmt::format("{}", value);
}

/// The name of the outermost struct around the cell, of those that pointers can point to.
std::optional<std::string> name_of_holder(const TransitionSystem& system, Cell cell) {
  const PointeeTable* best = nullptr;
  PointeeTable::Extent in;
  for (const PointeeTable& table : system.pointees) {
    if (table.pointee == nullptr || table.pointee->kind != TypeKind::Struct || !table.member.empty()) continue;
    for (const PointeeTable::Extent& extent : table.extents) {
      if (cell < extent.begin || cell >= extent.end || extent.stride <= in.stride) continue;
      best = &table;
      in = extent;
    }
  }
  if (best == nullptr) return std::nullopt;
  const Cell begin = cell - (cell - in.begin) % in.stride;
  if (const auto number = number_of(system, *best, begin)) return number;
  return object_at(system, best->pointee, begin);
}

}  // namespace

std::string print_value(const TransitionSystem& system, const Type* type, Value value) {
  if (type == nullptr) return fmt::format("{}", value);
  if (type->kind == TypeKind::Bool) return value == 0 ? "false" : "true";
  if (type->kind == TypeKind::Enum) {
    for (const auto& [name, constant] : type->enumeration->constants) {
      if (constant == value) return name;
    }
  }
  if (type->kind == TypeKind::Pointer) return print_pointer(system, type->element, value);
  const bool is_u64 = type->kind == TypeKind::Integer && type->bits == 64 && !type->is_signed;
  return is_u64 ? fmt::format("{}", static_cast<Word>(value)) : fmt::format("{}", value);
}

CellName name_cell(const TransitionSystem& system, Cell cell) {
  const CellInfo& info = system.cells.at(cell);
  if (info.holder == kNoObject) return {info.name(), ""};
  const std::string& variable = system.objects[info.holder].name;
  return {name_of_holder(system, cell).value_or(variable), info.name().substr(variable.size() + 1)};
}

std::string print_object(const TransitionSystem& system, Cell cell) {
  const CellInfo& info = system.cells.at(cell);
  for (const PointeeTable& table : system.pointees) {
    const PointeeTable::Extent* array = only_array(system, table);
    if (array == nullptr || cell < array->begin || cell >= array->end) continue;
    const Value begin = cell - (cell - array->begin) % array->stride;
    if (object_at(system, table.pointee, begin) == info.object) return *number_of(system, table, begin);
  }
  return info.object;
}

}  // namespace pagerace::system
