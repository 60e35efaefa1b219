// Objects and their parts: members, elements, the objects of pointers, and addresses.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

ExprPtr Expressions::visit(const syntax::MemberExpr& member, Span span) {
  ExprPtr base = check(*member.base);
  if (base && member.arrow && base->type->kind != TypeKind::Struct) base = load(std::move(base));
  if (!base) return nullptr;
  ExprPtr prefix;
  base = made_place(std::move(base), prefix);
  const bool points = base->type->is_pointer() && base->type->element->kind == TypeKind::Struct;
  if (member.arrow && !points) {
    const bool is_struct = base->type->kind == TypeKind::Struct;
    context_.error(span, fmt::format("-> needs a pointer to a struct, and this is {}", quoted(base->type->spelling())),
                   is_struct ? "write . instead of ->" : "");
    return nullptr;
  }
  if (member.arrow) {
    const Span at = base->span;
    base = dereference(std::move(base), at);
  }
  if (base->type->kind != TypeKind::Struct || !base->is_place()) {
    context_.error(span, fmt::format(". needs a struct, and this is {}", quoted(base->type->spelling())),
                   points ? "write -> instead of ." : "");
    return nullptr;
  }
  const StructType& structure = *base->type->structure;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < structure.fields.size(); ++i) {
    names.push_back(structure.fields[i].name);
    if (structure.fields[i].name != member.member.name) continue;
    auto place = make(ExprKind::Member, structure.fields[i].type, span, std::move(base));
    place->value = static_cast<Value>(i);
    const bool is_struct = place->type->kind == TypeKind::Struct;
    return prefix ? after_making(std::move(prefix), is_struct ? std::move(place) : load(std::move(place)))
                  : std::move(place);
  }
  context_.error(member.member.span,
                 fmt::format("{} has no member '{}'", quoted(base->type->spelling()), member.member.name),
                 Context::suggestion(member.member.name, names));
  return nullptr;
}

ExprPtr Expressions::visit(const syntax::IndexExpr& index, Span span) {
  const bool one_past = forming_address_;
  forming_address_ = false;
  ExprPtr base = check(*index.base);
  ExprPtr position = value(*index.index);
  forming_address_ = one_past;
  if (!base || !position) return nullptr;
  if (position->type->is_pointer() && ghost_dimension(*base) != nullptr)
    position = ghost_index(*base, std::move(position));
  if (!position || !is_number(*position, "an index")) return nullptr;
  position = promoted(std::move(position));
  if (base->is_place() && base->type->kind == TypeKind::Array)
    return element(std::move(base), std::move(position), span);
  base = load(std::move(base));
  if (!base) return nullptr;
  if (!base->type->is_pointer()) {
    context_.error(
        span, fmt::format("only arrays and pointers have elements, and this is {}", quoted(base->type->spelling())));
    return nullptr;
  }
  ExprPtr pointer = pointer_add(std::move(base), std::move(position), false, span);
  return pointer ? dereference(std::move(pointer), span) : nullptr;
}

ExprPtr Expressions::element(ExprPtr array, ExprPtr index, Span span) {
  const Type* type = array->type;
  const Value count = type->count;
  if (is_constant(*index) && (index->value < 0 || index->value > count || (index->value == count && !forming_address_)))
    context_.diagnostics.warning(index->span,
                                 fmt::format("there are {} elements, and this is element {}", count, index->value));
  return make(ExprKind::Element, type->element, span, std::move(array), std::move(index));
}

/// The array that indexes the outermost dimension of this part of a ghost, or null.
const Variable* Expressions::ghost_dimension(const Expr& part) {
  std::size_t depth = 0;
  const Expr* at = &part;
  for (; at->kind == ExprKind::Element; at = at->operands[0].get()) ++depth;
  if (at->kind != ExprKind::VariablePlace || depth >= at->variable->indexed_by.size()) return nullptr;
  return at->variable->indexed_by[depth];
}

ExprPtr Expressions::ghost_index(const Expr& ghost, ExprPtr index) {
  const Variable* array = ghost_dimension(ghost);
  const Span span = index->span;
  const Type* pointer = types_.pointer_to(array->type->element);
  index =
      semantics::assigned(context_, std::move(index), pointer, fmt::format("the index of '{}'", root_of(ghost)->name));
  if (!index) return nullptr;
  auto first = load(variable_place(const_cast<Variable*>(array), span));
  return make(ExprKind::PointerDifference, types_.integer(64, true), span, std::move(index), std::move(first));
}

ExprPtr Expressions::dereference(ExprPtr pointer, Span span) {
  if (!pointer->type->is_pointer() || pointer->type->element->kind == TypeKind::Void) {
    context_.error(span, is_untyped_null(*pointer)
                             ? "NULL points to nothing"
                             : fmt::format("* needs a pointer, and this is {}", quoted(pointer->type->spelling())));
    return nullptr;
  }
  if (pointer->kind == ExprKind::AddressOf) {
    ExprPtr place = std::move(pointer->operands[0]);
    place->span = span;
    return place;
  }
  const Type* type = pointer->type->element;
  return make(ExprKind::Dereference, type, span, std::move(pointer));
}

ExprPtr Expressions::address_of(const syntax::Expr& operand, Span span) {
  // `&f` of a function is f.
  if (const auto* name = std::get_if<syntax::NameExpr>(&operand.node);
      name != nullptr && scope_.find(name->name) == nullptr) {
    Global* global = context_.globals->find(name->name);
    if (global != nullptr && global->kind == Global::Kind::Function) return function_value(*global, span);
  }
  const bool outer = forming_address_;
  forming_address_ = true;
  ExprPtr object = place(operand, "&");
  forming_address_ = outer;
  if (!object) return nullptr;
  if (object->type->kind == TypeKind::Array) {
    context_.error(span, "there are no pointers to whole arrays",
                   "the name of the array is a pointer to its first element");
    return nullptr;
  }
  if (object->kind == ExprKind::Dereference) {
    ExprPtr pointer = std::move(object->operands[0]);
    pointer->span = span;
    return pointer;
  }
  if (Variable* root = root_of(*object)) {
    root->address_taken = root->is_assigned = true;
    if (root->storage == Storage::Ghost) {
      context_.error(span, "ghost state has no address: only its property sees it");
      return nullptr;
    }
  }
  const Type* type = types_.pointer_to(object->type);
  return make(ExprKind::AddressOf, type, span, std::move(object));
}

ExprPtr Expressions::pointed_to(const syntax::Expr& pointer, const std::string& what) {
  ExprPtr address = argument(pointer);
  if (!address) return nullptr;
  if (!address->type->is_pointer() || is_untyped_null(*address)) {
    context_.error(address->span,
                   fmt::format("{} needs a pointer, and this is {}", what, quoted(address->type->spelling())),
                   "take the address with &");
    return nullptr;
  }
  const Span span = address->span;
  return dereference(std::move(address), span);
}

bool Expressions::is_const_place(const Expr& place) const {
  switch (place.kind) {
    case ExprKind::VariablePlace:
      return place.variable->is_const;
    case ExprKind::Element:
    case ExprKind::Member:
      return is_const_place(*place.operands[0]);
    case ExprKind::Dereference:
      break;
    default:
      return false;
  }
  const Expr* pointer = place.operands[0].get();
  if (pointer->kind == ExprKind::PointerAdd) pointer = pointer->operands[0].get();
  if (pointer->kind != ExprKind::Read) return false;
  const Expr& holder = *pointer->operands[0];
  if (holder.kind == ExprKind::VariablePlace) return context_.points_to_const.contains(holder.variable);
  if (holder.kind != ExprKind::Member) return false;
  const auto key = std::make_pair(holder.operands[0]->type->structure, static_cast<std::size_t>(holder.value));
  return context_.field_points_to_const.contains(key);
}

bool Expressions::is_local_address(const Expr& expr) {
  if (expr.kind != ExprKind::AddressOf) return false;
  const Variable* root = root_of(*expr.operands[0]);
  return root != nullptr &&
         (root->storage == Storage::Local || root->storage == Storage::Parameter || root->storage == Storage::Bound);
}

bool Expressions::mark_assigned(Expr& place) {
  if (is_const_place(place)) {
    const Variable* root = root_of(place);
    context_.error(place.span, root != nullptr ? fmt::format("'{}' is const", root->name)
                                               : "this is reached through a pointer to const");
    return false;
  }
  if (Variable* root = root_of(place)) {
    if (root->storage == Storage::Bound) {
      context_.error(place.span, fmt::format("'{}' is bound by a quantifier and cannot be assigned", root->name));
      return false;
    }
    root->is_assigned = true;
  }
  return true;
}

}  // namespace pagerace::semantics
