#include "model/system/print.hpp"

#include <fmt/format.h>

#include <optional>

namespace pagerace::system {
namespace {

/// How the name of an object's first scalar goes on after the name of the object: ".lock.held", "[0].next". The cells
/// of an atomic_t may be named after its field or not.
std::string path_to_first_scalar(const Type* type, bool with_counters) {
  std::string path;
  while (type != nullptr && !type->is_scalar()) {
    if (type->kind == TypeKind::Array) {
      path += "[0]";
      type = type->element;
    } else if (type->kind == TypeKind::Struct && !type->structure->fields.empty()) {
      const Field& first = type->structure->fields.front();
      if (with_counters || !type->structure->is_atomic_t) path.append(".").append(first.name);
      type = first.type;
    } else {
      break;
    }
  }
  return path;
}

bool remove_suffix(std::string& text, const std::string& suffix) {
  if (text.size() < suffix.size() || text.compare(text.size() - suffix.size(), suffix.size(), suffix) != 0)
    return false;
  text.resize(text.size() - suffix.size());
  return true;
}

/// Name of the object of that type which begins at the cell.
std::optional<std::string> object_at(const TransitionSystem& system, const Type* type, Value cell) {
  if (cell <= 0 || cell >= static_cast<Value>(system.cells.size())) return std::nullopt;
  const CellInfo& info = system.cells[static_cast<std::size_t>(cell)];
  if (info.type == nullptr) return std::nullopt;
  std::string name = info.name();
  if (!remove_suffix(name, path_to_first_scalar(type, true))) remove_suffix(name, path_to_first_scalar(type, false));
  return name;
}

bool is_top_level_element(const std::string& name) {
  return name.ends_with("]") && name.find('[') == name.rfind('[') && name.find('.') == std::string::npos;
}

const PointeeTable* table_of(const TransitionSystem& system, const Type* pointee) {
  for (const PointeeTable& table : system.pointees) {
    if (table.pointee == pointee) return &table;
  }
  return nullptr;
}

/// The extent of the only top-level array of the table's struct, or null.
const PointeeTable::Extent* only_array(const TransitionSystem& system, const PointeeTable& table) {
  const PointeeTable::Extent* found = nullptr;
  if (table.pointee == nullptr || table.pointee->kind != TypeKind::Struct) return nullptr;
  for (const auto& extent : table.extents) {
    const auto name = object_at(system, table.pointee, extent.begin);
    if (!name || !is_top_level_element(*name)) continue;
    if (found != nullptr) return nullptr;
    found = &extent;
  }
  return found;
}

std::string numbered(const PointeeTable& table, const PointeeTable::Extent& extent, Value value) {
  return fmt::format("{} {}", table.pointee->structure->name, (value - extent.begin) / extent.stride);
}

std::string print_pointer(const TransitionSystem& system, const Type* pointee, Value value) {
  if (value == 0) return "NULL";
  const PointeeTable* table = table_of(system, pointee);
  if (table != nullptr) {
    const PointeeTable::Extent* array = only_array(system, *table);
    if (array != nullptr && value >= array->begin && value < array->end) return numbered(*table, *array, value);
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

std::string print_object(const TransitionSystem& system, Cell cell) {
  const CellInfo& info = system.cells.at(cell);
  for (const PointeeTable& table : system.pointees) {
    const PointeeTable::Extent* array = only_array(system, table);
    if (array == nullptr || cell < array->begin || cell >= array->end) continue;
    const Value begin = cell - (cell - array->begin) % array->stride;
    if (object_at(system, table.pointee, begin) == info.object) return numbered(table, *array, begin);
  }
  return info.object;
}

}  // namespace pagerace::system
