#include "model/syntax/declare.hpp"

#include <fmt/format.h>

namespace pagerace::syntax {
namespace {

Identifier& tag(Definition& defined) {
  return std::visit([](auto& definition) -> Identifier& { return definition.name; }, defined);
}

TypeSpecifier type_of(Definition& defined, Span span) {
  const bool is_struct = std::holds_alternative<StructDeclaration>(defined);
  return {is_struct ? TypeSpecifier::Kind::Struct : TypeSpecifier::Kind::Enum, tag(defined).name, false, span};
}

}  // namespace

void Declarations::add(decltype(Declaration::node) node, Span span) {
  file_.declarations.push_back({std::move(node), span});
}

void Declarations::only_static(const FunctionSpecifiers& specifiers) {
  const std::pair<const std::optional<Span>&, const char*> words[] = {{specifiers.inline_at, "inline"},
                                                                      {specifiers.override_at, "override"},
                                                                      {specifiers.weak_at, "__weak"},
                                                                      {specifiers.atomic_at, "atomic"}};
  for (const auto& [place, word] : words) {
    if (place) complaints_.error(*place, fmt::format("'{}' is for functions only", word));
  }
}

void Declarations::not_per_thread(const FunctionSpecifiers& specifiers) {
  if (specifiers.thread_at) complaints_.error(*specifiers.thread_at, "'__thread' is for variables only");
}

void Declarations::variables(const FunctionSpecifiers& specifiers, TypeSpecifier type,
                             std::vector<Declarator> declarators, Span span) {
  only_static(specifiers);
  add(VariableDeclaration{std::move(type), std::move(declarators), span, specifiers.thread_at}, span);
}

void Declarations::nothing(const FunctionSpecifiers& specifiers, const TypeSpecifier& type, Span span) {
  only_static(specifiers);
  not_per_thread(specifiers);
  if (type.kind == TypeSpecifier::Kind::Struct) return;
  complaints_.error(span, "the declaration declares nothing", "write a name after the type");
}

void Declarations::function(const FunctionSpecifiers& specifiers, TypeSpecifier result, Declarator declared,
                            std::vector<Parameter> parameters, std::optional<Block> body, Span span) {
  not_per_thread(specifiers);
  if (!declared.dimensions.empty()) {
    complaints_.error(declared.name.span, "there are no arrays of functions");
    return;
  }
  if (declared.is_function) {
    complaints_.error(declared.name.span,
                      "a function that returns a function needs a name for the type that it returns",
                      "write `typedef int (*NAME)(int);` before it");
    return;
  }
  if (body) {
    for (const Parameter& parameter : parameters) {
      if (parameter.declarator.name.name.empty()) complaints_.error(parameter.span, "the parameter needs a name");
    }
  }
  if (specifiers.weak_at && specifiers.override_at)
    complaints_.error(*specifiers.weak_at, "a hook cannot override", "leave out '__weak', or 'override'");
  if (specifiers.weak_at && !body)
    complaints_.error(*specifiers.weak_at, "a hook needs a body", "it runs where no other file defines the function");
  FunctionDeclaration function;
  function.result = std::move(result);
  function.result_pointers = declared.pointers;
  function.name = std::move(declared.name);
  function.parameters = std::move(parameters);
  function.body = std::move(body);
  function.overrides = specifiers.override_at.has_value();
  function.is_weak = specifiers.weak_at.has_value();
  function.is_atomic = specifiers.atomic_at.has_value();
  function.ordering = specifiers.ordering;
  add(std::move(function), span);
}

void Declarations::definition(const FunctionSpecifiers& specifiers, Definition defined, Span span) {
  only_static(specifiers);
  not_per_thread(specifiers);
  if (auto* fields = std::get_if<StructDeclaration>(&defined)) {
    if (fields->name.name.empty()) complaints_.error(span, "a struct needs a name", "write `struct NAME { ... };`");
    add(std::move(*fields), span);
  } else {
    add(std::move(std::get<EnumDeclaration>(defined)), span);
  }
}

void Declarations::definition_with_variables(const FunctionSpecifiers& specifiers, Definition defined,
                                             std::vector<Declarator> declarators, Span defined_at, Span span) {
  if (tag(defined).name.empty()) {
    complaints_.error(defined_at, "a type that a variable uses needs a name", "write it after `struct` or `enum`");
    return;
  }
  TypeSpecifier type = type_of(defined, defined_at);
  definition(specifiers, std::move(defined), defined_at);
  variables({}, std::move(type), std::move(declarators), span);
}

void Declarations::type_name(TypeSpecifier type, Declarator declarator, Span span) {
  if (declarator.initializer) {
    complaints_.error(declarator.initializer->span, "a typedef takes no initialiser");
  }
  typedefs_.add(declarator.name.name);
  add(TypedefDeclaration{std::move(type), std::move(declarator)}, span);
}

void Declarations::defined_type_name(Definition defined, Declarator declarator, Span defined_at, Span span) {
  if (tag(defined).name.empty()) tag(defined) = declarator.name;
  TypeSpecifier type = type_of(defined, defined_at);
  definition({}, std::move(defined), defined_at);
  type_name(std::move(type), std::move(declarator), span);
}

void Declarations::property(Identifier name, PropertyDeclaration items, Span span) {
  items.name = std::move(name);
  add(std::move(items), span);
}

void Declarations::expectation(Identifier subject, ExpectDeclaration expected, std::vector<ExpectSetting> settings,
                               Span span) {
  const bool counts = subject.name == "states" || subject.name == "transitions" || subject.name == "depth";
  if (counts && expected.verdict) {
    complaints_.error(span, fmt::format("'{}' is expected to be a number", subject.name),
                      fmt::format("write `expect {}: 42;`", subject.name));
  } else if (!counts && !expected.verdict) {
    complaints_.error(span, fmt::format("property '{}' is expected to hold or not", subject.name),
                      "write `holds`, `violated` or `vacuous`");
  }
  expected.subject = std::move(subject);
  expected.settings = std::move(settings);
  add(std::move(expected), span);
}

}  // namespace pagerace::syntax
