#include "traces/names.hpp"

namespace pagerace::traces {

using system::Cell;
using system::PointeeTable;
using system::TransitionSystem;

namespace {

/// The outermost object of a struct type that holds a cell.
struct Holder {
  const system::Type* type = nullptr;
  Cell begin = 0;
  std::uint32_t stride = 0;
};

Holder outermost(const TransitionSystem& system, Cell cell) {
  Holder best;
  for (const PointeeTable& table : system.pointees) {
    if (table.pointee == nullptr || table.pointee->kind != system::TypeKind::Struct) continue;
    for (const PointeeTable::Extent& extent : table.extents) {
      if (cell < extent.begin || cell >= extent.end || extent.stride <= best.stride) continue;
      best = {table.pointee, extent.begin + (cell - extent.begin) / extent.stride * extent.stride, extent.stride};
    }
  }
  return best;
}

/// `atomic_t users` is one value to its readers, whatever its field is called.
std::string without_counter(std::string name) {
  constexpr std::string_view suffix = ".counter";
  if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  return name;
}

}  // namespace

CellName name_cell(const TransitionSystem& system, Cell cell) {
  const std::string full = without_counter(system.cells[cell].name());
  const std::size_t dot = full.find('.');
  if (dot == std::string::npos) return {full, ""};
  CellName name = {full.substr(0, dot), full.substr(dot + 1)};
  const Holder outer = outermost(system, cell);
  if (outer.type == nullptr) return name;
  system::Type pointer;
  pointer.kind = system::TypeKind::Pointer;
  pointer.element = outer.type;
  const std::string printed = system::print_value(system, &pointer, outer.begin);
  name.object = printed.starts_with('&') ? printed.substr(1) : printed;
  return name;
}

}  // namespace pagerace::traces
