// Structs and enums that are defined inside of a struct.
#include <fmt/format.h>

#include "model/syntax/declare.hpp"
#include "model/syntax/refusals.hpp"

namespace pagerace::syntax {

std::vector<VariableDeclaration> Declarations::unnamed_member(Definition defined, Span defined_at) {
  auto* inner = std::get_if<StructDeclaration>(&defined);
  if (inner != nullptr && inner->name.name.empty()) return std::move(inner->fields);
  complaints_.error(defined_at, "the definition declares no member", "write a name after it, or move it out");
  return {};
}

std::vector<VariableDeclaration> Declarations::inner_members(Definition defined, std::vector<Declarator> declarators,
                                                             Span defined_at, Span span) {
  Identifier& tag = std::visit([](auto& definition) -> Identifier& { return definition.name; }, defined);
  // A tag that nobody can write, and that no other definition has.
  if (tag.name.empty())
    tag = {fmt::format("({} {}:{})", declarators.front().name.name, defined_at.file, defined_at.begin), defined_at};
  const bool is_struct = std::holds_alternative<StructDeclaration>(defined);
  TypeSpecifier type{is_struct ? TypeSpecifier::Kind::Struct : TypeSpecifier::Kind::Enum, tag.name, false, defined_at};
  definition({}, std::move(defined), defined_at);
  std::vector<VariableDeclaration> members;
  members.push_back({std::move(type), std::move(declarators), span});
  return members;
}

}  // namespace pagerace::syntax
