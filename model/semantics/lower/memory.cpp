#include "model/semantics/lower/memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace pagerace::semantics {

namespace {

/// Whether `part` is the type of something inside `type`, but not of the whole.
bool has_inside(const Type* type, const Type* part) {
  if (type->kind == TypeKind::Array) return type->element == part || has_inside(type->element, part);
  if (type->kind != TypeKind::Struct) return false;
  return std::ranges::any_of(type->structure->fields,
                             [&](const Field& field) { return field.type == part || has_inside(field.type, part); });
}

}  // namespace

std::uint32_t Memory::cells_of(const Type* type) const {
  if (type->kind == TypeKind::Array) return type->count * cells_of(type->element) + 1;
  if (type->kind != TypeKind::Struct || type->structure->is_atomic_t) return 1;
  const Region end = field(type->structure, type->structure->fields.size());
  return end.cell + (has_poison(type->structure) ? 1 : 0);
}

std::uint32_t Memory::groups_of(const Type* type) const {
  if (type->kind == TypeKind::Array) return groups_of(type->element);
  if (type->kind != TypeKind::Struct) return 1;
  std::uint32_t total = has_poison(type->structure) ? 1 : 0;
  for (const Field& field : type->structure->fields) total += groups_of(field.type);
  return total;
}

Region Memory::field(const StructType* structure, std::size_t index) const {
  Region at;
  for (std::size_t i = 0; i < index; i++) {
    at.cell += cells_of(structure->fields[i].type) + 1;
    at.group += groups_of(structure->fields[i].type);
  }
  return at;
}

Region Memory::poison(const StructType* structure) const { return field(structure, structure->fields.size()); }

void Memory::add_shared(const Variable& variable) {
  regions_[&variable] = add(variable, variable.name, false, false);
  shared_.push_back(&variable);
}

void Memory::add_ghost(const Variable& variable) { regions_[&variable] = add(variable, variable.name, true, false); }

Memory::Leaf Memory::leaf_of(const Variable& variable, bool ghost, bool is_private) {
  Leaf leaf;
  leaf.has_range = variable.has_range;
  leaf.range = variable.range;
  leaf.ghost = ghost;
  leaf.is_private = is_private;
  leaf.is_detail = variable.from_vocabulary && !ghost;
  return leaf;
}

Region Memory::add_private(const Variable& variable, std::uint32_t count) {
  Region first = add(variable, variable.name, false, true);
  for (std::uint32_t i = 1; i < count; i++) {
    system_.cells.emplace_back();
    add_object(variable.type, variable.name, "", leaf_of(variable, false, true), first.group);
  }
  return first;
}

Region Memory::add(const Variable& variable, const std::string& name, bool ghost, bool is_private) {
  // There is an unused cell before each variable: one past an array is then never another object, and 0 is no object.
  system_.cells.emplace_back();
  const Region region{static_cast<system::Cell>(system_.cells.size()),
                      static_cast<std::uint32_t>(system_.groups.size())};
  system_.groups.resize(system_.groups.size() + groups_of(variable.type));
  add_object(variable.type, name, "", leaf_of(variable, ghost, is_private), region.group);
  if (variable.is_pool) {
    const Type* element = variable.type->element;
    for (std::uint32_t i = 0; i < variable.type->count; i++) {
      const auto object = region.cell + static_cast<system::Cell>(i) * static_cast<system::Cell>(cells_of(element));
      system_.initial_memory[object + poison(element->structure).cell] = 1;
    }
  }
  // Unused cells and poison cells have no initial values: the values are for the other cells, in order.
  auto value = variable.initial.begin();
  for (system::Cell cell = region.cell; value != variable.initial.end(); cell++) {
    const bool is_used = system_.cells[cell].type != nullptr && !poison_cells_.contains(cell);
    if (is_used) system_.initial_memory[cell] = *value++;
  }
  return region;
}

void Memory::add_object(const Type* type, const std::string& object, const std::string& member, Leaf leaf,
                        std::uint32_t group) {
  const std::string inner = member.empty() ? object : object + "." + member;
  const bool is_struct = type->kind == TypeKind::Struct && !type->structure->is_atomic_t;
  if (is_struct || type->kind == TypeKind::Array) {
    const bool is_variable = std::exchange(leaf.is_variable, false);
    system_.objects.push_back({static_cast<system::Cell>(system_.cells.size()), type, inner, is_variable});
  }
  if (type->kind == TypeKind::Array) {
    for (std::uint32_t i = 0; i < type->count; i++) {
      const std::string index = fmt::format("[{}]", i);
      add_object(type->element, member.empty() ? object + index : object, member.empty() ? "" : member + index, leaf,
                 group);
    }
    return add_gap();
  }
  if (type->kind != TypeKind::Struct) return add_cell(type, object, member, leaf, group);
  const StructType& structure = *type->structure;
  if (structure.is_atomic_t) return add_object(structure.fields[0].type, object, member, leaf, group);
  if (leaf.holder == system::kNoObject) leaf.holder = static_cast<std::uint32_t>(system_.objects.size() - 1);
  leaf.is_detail = leaf.is_detail || (structure.from_vocabulary && !leaf.ghost);
  for (const Field& field : structure.fields) {
    Leaf own = leaf;
    own.has_range = field.has_range;
    own.range = field.range;
    add_object(field.type, inner, field.name, own, group);
    add_gap();
    group += groups_of(field.type);
  }
  if (has_poison(type->structure)) {
    Leaf own = leaf;
    own.has_range = true;
    own.range = {0, 1};
    add_cell(nullptr, inner, "poisoned", own, group);
  }
}

void Memory::add_gap() {
  system_.cells.emplace_back();
  system_.initial_memory.resize(system_.cells.size());
}

void Memory::add_cell(const Type* type, const std::string& object, const std::string& member, const Leaf& leaf,
                      std::uint32_t group) {  // `type` is null for a poison cell
  system::CellInfo cell;
  cell.object = object;
  cell.member = member;
  cell.type = type ? type : system_.types->bool_type();
  cell.group = group;
  cell.is_ghost = leaf.ghost;
  cell.is_private = leaf.is_private;
  cell.is_detail = leaf.is_detail;
  cell.holder = leaf.holder;
  if (cell.type->is_pointer()) {
    cell.range = {0, std::numeric_limits<std::int32_t>::max()};
  } else {
    cell.range = leaf.has_range ? leaf.range : cell.type->range();
  }
  system_.groups[group] = {cell.type, cell.range, leaf.ghost, false};
  if (!type) poison_cells_.insert(static_cast<system::Cell>(system_.cells.size()));
  system_.cells.push_back(std::move(cell));
  system_.initial_memory.resize(system_.cells.size());
}

void Memory::find_objects(const Type* type, const Type* pointee, Region at, Objects& found, bool in_array) const {
  if (type == pointee && !in_array) {
    found.groups.push_back(at.group);
    const std::uint32_t stride = cells_of(type);
    found.extents.push_back({at.cell, at.cell + stride, stride});
  } else if (type->kind == TypeKind::Array && type->element == pointee) {
    const std::uint32_t stride = cells_of(pointee);
    found.groups.push_back(at.group);
    found.extents.push_back({at.cell, at.cell + type->count * stride, stride});
  }
  if (type->kind == TypeKind::Array) {
    const std::uint32_t stride = cells_of(type->element);
    for (std::uint32_t i = 0; i < type->count; i++)
      find_objects(type->element, pointee, {at.cell + i * stride, at.group}, found, type->element == pointee);
  } else if (type->kind == TypeKind::Struct) {
    for (std::size_t i = 0; i < type->structure->fields.size(); i++) {
      const Region offset = field(type->structure, i);
      find_objects(type->structure->fields[i].type, pointee, {at.cell + offset.cell, at.group + offset.group}, found,
                   false);
    }
  }
}

Memory::Objects Memory::objects(const Type* pointee) const {
  Objects found;
  for (const Variable* variable : shared_) find_objects(variable->type, pointee, region(variable), found, false);
  std::ranges::sort(found.groups);
  found.groups.erase(std::unique(found.groups.begin(), found.groups.end()), found.groups.end());
  return found;
}

std::vector<Memory::Around> Memory::poisoned_around(const Type* part) const {
  std::vector<Around> all;
  for (const auto& [structure, whole] : poisoned_) {
    if (!has_inside(whole, part)) continue;
    for (const system::PointeeTable::Extent& extent : objects(whole).extents) {
      const system::Cell hidden = extent.begin + poison(structure).cell;
      all.push_back({structure, extent, {hidden, system_.cells[hidden].group}});
    }
  }
  // Addresses of types differ from run to run; the result must not.
  std::ranges::sort(all, {}, [](const Around& around) { return around.hidden.cell; });
  return all;
}

std::uint32_t Memory::pointee_table(const Type* pointee) {
  const auto [entry, added] = tables_.try_emplace(pointee, static_cast<std::uint32_t>(system_.pointees.size()));
  if (added) system_.pointees.push_back({pointee, objects(pointee).extents});
  return entry->second;
}

const std::vector<std::uint32_t>& Memory::object_groups(const Type* pointee) {
  const auto [entry, added] = object_groups_.try_emplace(pointee);
  if (added) entry->second = objects(pointee).groups;
  return entry->second;
}

}  // namespace pagerace::semantics
