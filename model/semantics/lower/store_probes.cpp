#include "model/semantics/lower/store_probes.hpp"

#include <algorithm>

namespace pagerace::semantics {

namespace {

/// Adds to the probe the place of the expression in what it stands in: cells, and groups from each first group.
void watch(const LoweringContext& context, const Expr& place, StoreProbe& probe) {
  switch (place.kind) {
    case ExprKind::VariablePlace:
      probe.groups = {context.memory.region(place.variable).group};
      return;
    case ExprKind::Dereference:
      probe.groups = context.memory.object_groups(place.type);
      return;
    case ExprKind::Element:
      return watch(context, *place.operands[0], probe);
    default: {
      watch(context, *place.operands[0], probe);
      const Region field =
          context.memory.field(place.operands[0]->type->structure, static_cast<std::size_t>(place.value));
      probe.offset += field.cell;
      for (std::uint32_t& group : probe.groups) group += field.group;
    }
  }
}

/// A whole array, or an atomic_t: its scalar.
const Type* watched_type(const Type* type) {
  while (type->kind == TypeKind::Array) type = type->element;
  return type;
}

}  // namespace

StoreProbe store_probe(const LoweringContext& context, int property, const Probe& probe) {
  StoreProbe found{property, &probe, {}, 0};
  watch(context, *probe.place, found);
  const std::uint32_t size = context.memory.groups_of(watched_type(probe.place->type));
  const std::vector<std::uint32_t> first = found.groups;
  for (const std::uint32_t group : first)
    for (std::uint32_t i = 1; i < size; i++) found.groups.push_back(group + i);
  std::ranges::sort(found.groups);
  return found;
}

}  // namespace pagerace::semantics
