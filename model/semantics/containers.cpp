// container_of() and what stands on it: from a member to the struct that it is in.
#include <fmt/format.h>

#include <algorithm>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

std::optional<std::uint32_t> field_named(const StructType& structure, const std::string& name) {
  for (std::uint32_t i = 0; i < structure.fields.size(); ++i)
    if (structure.fields[i].name == name) return i;
  return std::nullopt;
}

bool is_list_head(const Type* type) { return type->kind == TypeKind::Struct && type->structure->name == "list_head"; }

}  // namespace

/// From the type of a struct to that of the member, and the fields that lead to it.
bool Expressions::find_member(const syntax::Expr& written, const Type*& type, std::vector<std::uint32_t>& path) {
  const syntax::Identifier* name = nullptr;
  syntax::Identifier simple;
  if (const auto* plain = std::get_if<syntax::NameExpr>(&written.node)) {
    simple = {plain->name, written.span};
    name = &simple;
  } else if (const auto* inner = std::get_if<syntax::MemberExpr>(&written.node); inner != nullptr && !inner->arrow) {
    if (!find_member(*inner->base, type, path)) return false;
    name = &inner->member;
  }
  if (name == nullptr) {
    context_.error(written.span, "a member is a name, or names with dots between");
    return false;
  }
  if (type->kind != TypeKind::Struct) {
    context_.error(name->span, fmt::format("{} has no members", quoted(type->spelling())));
    return false;
  }
  const auto field = field_named(*type->structure, name->name);
  if (!field) {
    std::vector<std::string> names;
    for (const Field& known : type->structure->fields) names.push_back(known.name);
    context_.error(name->span, fmt::format("{} has no member '{}'", quoted(type->spelling()), name->name),
                   Context::suggestion(name->name, names));
    return false;
  }
  path.push_back(*field);
  type = type->structure->fields[*field].type;
  return true;
}

ExprPtr Expressions::container(ExprPtr pointer, const Type* type, const syntax::Expr& member, Span span) {
  if (!pointer || type == nullptr) return nullptr;
  std::vector<std::uint32_t> path;
  const Type* part = type;
  if (!find_member(member, part, path)) return nullptr;
  if (pointer->type != types_.pointer_to(part)) {
    context_.error(pointer->span, fmt::format("this is {}, and the member is {}", quoted(pointer->type->spelling()),
                                              quoted(part->spelling())));
    return nullptr;
  }
  auto result = make(ExprKind::ContainerOf, types_.pointer_to(type), span, std::move(pointer));
  result->path = std::move(path);
  return result;
}

ExprPtr Expressions::member_place(ExprPtr pointer, const syntax::Expr& member, Span span) {
  if (!pointer) return nullptr;
  ExprPtr place = dereference(std::move(pointer), span);
  std::vector<std::uint32_t> path;
  const Type* part = place ? place->type : nullptr;
  if (!place || !find_member(member, part, path)) return nullptr;
  const Type* type = place->type;
  for (const std::uint32_t field : path) {
    type = type->structure->fields[field].type;
    place = make(ExprKind::Member, type, span, std::move(place));
    place->value = field;
  }
  return place;
}

ExprPtr Expressions::follow(ExprPtr node, const char* member, Span span) {
  if (!node) return nullptr;
  const Type* head = node->type;
  if (!is_list_head(head) || !node->is_place()) {
    context_.error(node->span,
                   fmt::format("a list goes through 'struct list_head', and this is {}", quoted(head->spelling())));
    return nullptr;
  }
  const auto field = field_named(*head->structure, member);
  ExprPtr place = make(ExprKind::Member, head->structure->fields[*field].type, span, std::move(node));
  place->value = *field;
  std::vector<ExprPtr> arguments;
  arguments.push_back(load(std::move(place)));
  ExprPtr followed = call_of("__list_followed", std::move(arguments), {"__list_followed", span}, span);
  if (followed) followed->unseen = true;
  return followed;
}

ExprPtr Expressions::visit(const syntax::ContainerOfExpr& written, Span span) {
  const std::string& macro = written.macro.name;
  const Type* type = context_.type_names->of(written.type);
  if (type != nullptr && type->kind != TypeKind::Struct) {
    context_.error(written.type.span,
                   fmt::format("'{}' needs the type of a struct, and this is {}", macro, quoted(type->spelling())));
    type = nullptr;
  }
  if (macro == "container_of" || macro == "list_entry")
    return container(value(*written.pointer), type, *written.member, span);
  if (macro == "list_first_entry_or_null") {
    std::vector<ExprPtr> arguments;
    arguments.push_back(value(*written.pointer));
    if (!arguments[0]) return nullptr;
    ExprPtr first = call_of("__list_first_or_null", std::move(arguments), written.macro, span);
    if (!first) return nullptr;
    first->unseen = true;
    ExprPtr result = container(std::move(first), type, *written.member, span);
    if (result) result->or_null = true;
    return result;
  }
  const char* member = macro == "list_last_entry" ? "prev" : "next";
  return container(follow(pointed_to(*written.pointer, quoted(macro)), member, span), type, *written.member, span);
}

/// list_next_entry(pos, member) and list_prev_entry(pos, member).
ExprPtr Expressions::neighbour(const syntax::CallExpr& call, Span span) {
  ExprPtr entry = value(*call.arguments[0]);
  if (!entry) return nullptr;
  if (!entry->type->is_pointer() || entry->type->element->kind != TypeKind::Struct) {
    context_.error(entry->span, fmt::format("'{}' needs a pointer to an entry, and this is {}", call.callee.name,
                                            quoted(entry->type->spelling())));
    return nullptr;
  }
  const Type* type = entry->type->element;
  const char* member = call.callee.name == "list_prev_entry" ? "prev" : "next";
  ExprPtr node = follow(member_place(std::move(entry), *call.arguments[1], span), member, span);
  return container(std::move(node), type, *call.arguments[1], span);
}

}  // namespace pagerace::semantics
