// Struct and enum declarations: which there are, and what they contain.
#include <fmt/format.h>

#include "model/semantics/globals.hpp"
#include "model/semantics/ranges.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

/// The structs behind atomic_t, atomic_long_t and refcount_t, which only the vocabulary can declare.
bool is_atomic_name(const std::string& name) { return name == "atomic" || name == "atomic_long" || name == "refcount"; }

}  // namespace

void TypeNames::collect() {
  for (const auto& file : context_.unit.files) {
    for (const auto& declaration : file.declarations) {
      if (const auto* structure = std::get_if<syntax::StructDeclaration>(&declaration.node)) collect(*structure);
      if (const auto* enumeration = std::get_if<syntax::EnumDeclaration>(&declaration.node)) collect(*enumeration);
      if (const auto* name = std::get_if<syntax::TypedefDeclaration>(&declaration.node)) collect(*name);
    }
  }
}

bool TypeNames::is_new(const syntax::Identifier& name, const char* what, const std::optional<Span>& previous) {
  if (!previous) return true;
  context_.error(name.span, fmt::format("{} '{}' is declared twice", what, name.name));
  context_.diagnostics.note(*previous, "the first declaration is here");
  return false;
}

std::optional<Span> TypeNames::tag_span(const std::string& name) const {
  if (const auto found = structs_.find(name); found != structs_.end()) return found->second.declaration->name.span;
  if (const auto found = enums_.find(name); found != enums_.end()) return found->second.declaration->name.span;
  return std::nullopt;
}

void TypeNames::collect(const syntax::StructDeclaration& declaration) {
  const auto& name = declaration.name;
  if (!is_new(name, "tag", tag_span(name.name))) return;
  StructTag tag;
  tag.declaration = &declaration;
  tag.structure = context_.types.new_struct(name.name, name.span);
  tag.structure->from_vocabulary = context_.in_vocabulary(name.span);
  tag.structure->is_atomic_t = is_atomic_name(name.name) && tag.structure->from_vocabulary;
  structs_.emplace(name.name, tag);
  order_.push_back(name.name);
}

void TypeNames::collect(const syntax::EnumDeclaration& declaration) {
  const auto& name = declaration.name;
  if (!name.name.empty()) {  // an enum without a tag only names constants
    if (!is_new(name, "tag", tag_span(name.name))) return;
    EnumTag tag;
    tag.declaration = &declaration;
    tag.enumeration = context_.types.new_enum(name.name, name.span);
    enums_.emplace(name.name, tag);
  }
  enum_declarations_.emplace_back(&declaration, name.span);
}

void TypeNames::collect(const syntax::TypedefDeclaration& declaration) {
  const auto& name = declaration.declarator.name;
  const auto found = typedefs_.find(name.name);
  std::optional<Span> previous;
  if (found != typedefs_.end()) previous = found->second->declarator.name.span;
  if (is_new(name, "type", previous)) typedefs_.emplace(name.name, &declaration);
}

void TypeNames::resolve() {
  for (const auto& [name, tag] : enums_) resolve_enum(name);
  for (const auto& name : order_) complete_struct(structs_.at(name), structs_.at(name).declaration->name.span);
  for (const auto& [name, declaration] : typedefs_) of(declaration->type, declaration->declarator);
}

bool TypeNames::resolve_enum(const std::string& name) {
  EnumTag& tag = enums_.at(name);
  if (tag.progress == Progress::Untouched) {
    tag.progress = Progress::Running;
    const bool good = context_.globals->resolve_enumerators(*tag.declaration, tag.enumeration);
    tag.progress = good ? Progress::Done : Progress::Failed;
  }
  return tag.progress == Progress::Done;
}

bool TypeNames::resolve_enum(const syntax::EnumDeclaration& declaration) {
  const auto found = enums_.find(declaration.name.name);
  if (found != enums_.end() && found->second.declaration == &declaration) return resolve_enum(found->first);
  return context_.globals->resolve_enumerators(declaration, nullptr);  // it has no tag, or another declaration has it
}

bool TypeNames::complete_struct(StructTag& tag, Span use) {
  if (tag.progress == Progress::Running) {
    context_.error(use, fmt::format("struct '{}' contains itself", tag.structure->name), "a pointer can point to it");
    tag.progress = Progress::Failed;
  }
  if (tag.progress != Progress::Untouched) return tag.progress == Progress::Done;
  tag.progress = Progress::Running;
  bool good = true;
  for (const auto& fields : tag.declaration->fields) good = add_fields(tag, fields) && good;
  if (tag.declaration->fields.empty()) {
    context_.error(tag.declaration->name.span, fmt::format("struct '{}' has no members", tag.structure->name));
    good = false;
  }
  if (tag.progress == Progress::Failed) good = false;
  tag.progress = good ? Progress::Done : Progress::Failed;
  return good;
}

bool TypeNames::add_fields(StructTag& tag, const syntax::VariableDeclaration& declaration) {
  bool good = true;
  for (const auto& declarator : declaration.declarators) {
    const auto& name = declarator.name;
    const Type* type = of(declaration.type, declarator);
    auto& fields = tag.structure->fields;
    for (const Field& field : fields) {
      if (field.name != name.name) continue;
      context_.error(name.span, fmt::format("struct '{}' has two members '{}'", tag.structure->name, name.name));
      context_.diagnostics.note(field.span, "the first one is here");
      good = false;
    }
    if (declarator.initializer)
      context_.error(name.span, "a member has no initialiser", "initialise the object instead");
    if (type == nullptr) {
      good = false;
      continue;
    }
    Field field;
    field.name = name.name;
    field.type = type;
    field.span = name.span;
    const Bounds bounds = declared_bounds(context_, declarator, type);
    field.has_range = bounds.declared;
    field.range = bounds.range;
    field.width = bounds.width;
    if (declaration.type.is_const && declarator.pointers > 0)
      context_.field_points_to_const.emplace(tag.structure, fields.size());
    fields.push_back(std::move(field));
  }
  return good;
}

}  // namespace pagerace::semantics
