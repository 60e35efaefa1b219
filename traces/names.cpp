#include "traces/names.hpp"

#include <string_view>

namespace pagerace::traces {

using system::Cell;
using system::PointeeTable;
using system::TransitionSystem;

namespace {

/// The outermost object of a struct type that holds a cell.
struct Holder {
  const semantics::Type* type = nullptr;
  Cell begin = 0;
  std::uint32_t stride = 0;
};

Holder outermost(const TransitionSystem& system, Cell cell) {
  Holder best;
  for (const PointeeTable& table : system.pointees) {
    if (table.pointee == nullptr || table.pointee->kind != semantics::TypeKind::Struct) continue;
    for (const PointeeTable::Extent& extent : table.extents) {
      if (cell < extent.begin || cell >= extent.end || extent.stride <= best.stride) continue;
      best = {table.pointee, extent.begin + (cell - extent.begin) / extent.stride * extent.stride, extent.stride};
    }
  }
  return best;
}

const semantics::Variable* find_shared(const semantics::Program& program, std::string_view name) {
  for (const semantics::Variable* shared : program.shared)
    if (shared->name == name) return shared;
  return nullptr;
}

const semantics::Type* element_of(const semantics::Type* type) {
  while (type != nullptr && type->kind == semantics::TypeKind::Array) type = type->element;
  return type;
}

/// The innermost struct that "zone.lock.owner" is a member of, from the type of "zone" on; null where there is none.
const semantics::StructType* innermost(const semantics::Variable& variable, std::string_view name) {
  const semantics::Type* type = element_of(variable.type);
  const semantics::StructType* structure = nullptr;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    if (type == nullptr || type->kind != semantics::TypeKind::Struct) break;
    structure = type->structure;
    const std::string_view rest = name.substr(dot + 1);
    const std::string_view member = rest.substr(0, rest.find_first_of(".["));
    type = nullptr;
    for (const semantics::Field& field : structure->fields)
      if (field.name == member) type = element_of(field.type);
  }
  return structure;
}

/// `atomic_t users` is one value to its readers, whatever its field is called.
std::string without_counter(std::string name) {
  constexpr std::string_view suffix = ".counter";
  if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  return name;
}

bool is_vocabulary_file(const syntax::Sources& sources, syntax::Span span) {
  return span.file < sources.size() && sources.path(span.file).ends_with("vocabulary.race");
}

}  // namespace

CellName name_cell(const TransitionSystem& system, Cell cell) {
  const std::string full = without_counter(system.cells[cell].name());
  const std::size_t dot = full.find('.');
  if (dot == std::string::npos) return {full, ""};
  CellName name = {full.substr(0, dot), full.substr(dot + 1)};
  const Holder outer = outermost(system, cell);
  if (outer.type == nullptr) return name;
  semantics::Type pointer;
  pointer.kind = semantics::TypeKind::Pointer;
  pointer.element = outer.type;
  const std::string printed = system::print_value(system, &pointer, outer.begin);
  name.object = printed.starts_with('&') ? printed.substr(1) : printed;
  return name;
}

bool is_vocabulary_detail(const TransitionSystem& system, const syntax::Sources& sources, Cell cell) {
  if (system.program == nullptr) return false;
  const std::string name = system.cells[cell].name();
  const semantics::Variable* variable = find_shared(*system.program, name.substr(0, name.find_first_of(".[")));
  if (variable == nullptr) return false;
  const semantics::StructType* structure = innermost(*variable, name);
  if (structure != nullptr && is_vocabulary_file(sources, structure->span)) return !structure->is_atomic_t;
  return is_vocabulary_file(sources, variable->span);
}

}  // namespace pagerace::traces
