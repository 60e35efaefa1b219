#include "traces/names.hpp"

#include <string_view>

namespace pagerace::traces {

using system::Cell;
using system::PointeeTable;
using system::TransitionSystem;

namespace {

/// The object of a struct type that holds a cell.
struct Holder {
  const semantics::Type* type = nullptr;
  Cell begin = 0;
  std::uint32_t stride = 0;
};

/// The outermost one, or the innermost.
Holder holder(const TransitionSystem& system, Cell cell, bool outermost) {
  Holder best;
  for (const PointeeTable& table : system.pointees) {
    if (table.pointee == nullptr || table.pointee->kind != semantics::TypeKind::Struct) continue;
    for (const PointeeTable::Extent& extent : table.extents) {
      if (cell < extent.begin || cell >= extent.end || extent.stride == 0) continue;
      const bool better =
          best.type == nullptr || (outermost ? extent.stride > best.stride : extent.stride < best.stride);
      if (better)
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

bool is_vocabulary_file(const syntax::Sources& sources, syntax::Span span) {
  return span.file < sources.size() && sources.path(span.file).ends_with("vocabulary.race");
}

}  // namespace

CellName name_cell(const TransitionSystem& system, Cell cell) {
  const std::string full = without_counter(system.cells[cell].name());
  const std::size_t dot = full.find('.');
  if (dot == std::string::npos) return {full, ""};
  CellName name = {full.substr(0, dot), full.substr(dot + 1)};
  const Holder outer = holder(system, cell, true);
  if (outer.type == nullptr) return name;
  semantics::Type pointer;
  pointer.kind = semantics::TypeKind::Pointer;
  pointer.element = outer.type;
  const std::string printed = system::print_value(system, &pointer, outer.begin);
  name.object = printed.starts_with('&') ? printed.substr(1) : printed;
  return name;
}

bool is_vocabulary_detail(const TransitionSystem& system, const syntax::Sources& sources, Cell cell) {
  const Holder inner = holder(system, cell, false);
  if (inner.type != nullptr) {
    const semantics::StructType& structure = *inner.type->structure;
    if (is_vocabulary_file(sources, structure.span)) return !structure.is_atomic_t;
  }
  if (system.program == nullptr) return false;
  const std::string full = system.cells[cell].name();
  const std::string variable = full.substr(0, full.find_first_of(".["));
  for (const semantics::Variable* shared : system.program->shared)
    if (shared->name == variable) return is_vocabulary_file(sources, shared->span);
  return false;
}

}  // namespace pagerace::traces
