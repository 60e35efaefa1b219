// Places: variables, elements, members, and the objects of pointers.
#include <fmt/format.h>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

const Binding* Emitter::binding(const Variable* variable) const {
  // The body of a probe sees only its own names; the variable of a quantifier is bound in the surrounding frame.
  for (const Frame* frame = frame_; frame; frame = frame->outer) {
    const auto found = frame->bindings.find(variable);
    if (found != frame->bindings.end()) return &found->second;
  }
  return nullptr;
}

void Emitter::add_poison(Place& place, const std::string& name) {
  if (place.type->kind != TypeKind::Struct || !memory_.has_poison(place.type->structure)) return;
  const Region hidden = memory_.poison(place.type->structure);
  Place::Poison poison{place.offset + hidden.cell, place.base, place.groups, name,
                       memory_.is_pooled(place.type->structure)};
  for (std::uint32_t& group : poison.groups) group += hidden.group;
  place.poisons.push_back(std::move(poison));
}

/// Adds the poison of the structs that can contain the object of the pointer.
void Emitter::add_poison_around(Place& place) {
  for (const Memory::Around& around : memory_.poisoned_around(place.type)) {
    const std::string name = "struct " + around.structure->name;
    place.poisons.push_back({around.hidden.cell,
                             kNoRegister,
                             {around.hidden.group},
                             name,
                             memory_.is_pooled(around.structure),
                             place.base,
                             around.extent});
  }
}

Place Emitter::variable_place(const Variable* variable, Span span) {
  Place place;
  place.type = variable->type;
  if (variable->storage == Storage::Shared || variable->storage == Storage::Ghost) {
    const Region region = memory_.region(variable);
    place.offset = region.cell;
    place.groups = {region.group};
    place.is_ghost = variable->storage == Storage::Ghost;
    add_poison(place, variable->name);
    return place;
  }
  if (variable->storage == Storage::PerThread) {
    if (mode_ == Mode::Formula) {
      refuse_in_formula(span);
      if (per_thread_.empty()) begin_per_thread(span);
    }
    place.kind = Place::Kind::Local;
    place.local = per_thread_.at(variable);
    return place;
  }
  const Binding* found = binding(variable);
  if (!found) {  // a local whose declaration was skipped by a goto or case
    declare_local(*variable, span);
    found = binding(variable);
  }
  if (found->kind == Binding::Kind::Object) return found->place;
  place.kind = Place::Kind::Local;
  place.local = found->kind == Binding::Kind::Register ? found->reg : address_of(found->place, variable->type, span);
  return place;
}

Place Emitter::dereference(const Expr& expr) {
  const Expr& pointer = *expr.operands[0];
  if (std::optional<Place> known = pointee_of_argument(pointer)) return *known;
  const Register address = pinned_value(pointer);
  Place place;
  place.type = expr.type;
  as_.check_pointer(address, memory_.pointee_table(expr.type), expr.span);
  place.base = address;
  place.groups = memory_.object_groups(expr.type);
  add_poison_around(place);
  add_poison(place, expr.type->spelling());
  return place;
}

Place Emitter::element(const Expr& expr, bool may_be_end) {
  const Expr& index = *expr.operands[1];
  const Pins outer = pins_;
  if (has_effect(index)) pins_ = Pins::All;
  Place place = this->place(*expr.operands[0]);
  pins_ = outer;
  const Value last = static_cast<Value>(place.type->count) - (may_be_end ? 0 : 1);
  const auto stride = static_cast<std::int32_t>(memory_.cells_of(expr.type));
  place.type = expr.type;
  if (index.kind == ExprKind::Constant && index.value >= 0 && index.value <= last) {
    place.offset += index.value * stride;
  } else {
    const Register at = value(index);
    as_.check_range(at, {0, last}, Check::OutOfBounds, fmt::format("index outside 0 .. {}", last), expr.span);
    const Type* pointer = int_type();
    const Register scaled = as_.address(0, at, stride, pointer, expr.span);
    place.base = place.base == kNoRegister ? scaled : as_.binary(Opcode::Add, place.base, scaled, pointer, expr.span);
  }
  add_poison(place, expr.type->spelling());
  return place;
}

Place Emitter::member(const Place& base, std::size_t field, Span) {
  Place place = base;
  const Region offset = memory_.field(base.type->structure, field);
  place.type = base.type->structure->fields[field].type;
  place.offset += offset.cell;
  for (std::uint32_t& group : place.groups) group += offset.group;
  add_poison(place, base.type->structure->fields[field].name);
  return place;
}

Place Emitter::place(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::VariablePlace:
      return variable_place(expr.variable, expr.span);
    case ExprKind::Dereference:
      return dereference(expr);
    case ExprKind::Element:
      return element(expr);
    default:
      return member(place(*expr.operands[0]), static_cast<std::size_t>(expr.value), expr.span);
  }
}

}  // namespace pagerace::semantics
