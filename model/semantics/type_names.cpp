#include "model/semantics/type_names.hpp"

#include <fmt/format.h>

#include "model/semantics/globals.hpp"
#include "model/semantics/initializers.hpp"

namespace pagerace::semantics {

namespace {

constexpr std::int64_t kMostElements = 1 << 16;
constexpr int kMostDimensions = 16;

struct NumberType {
  const char* name;
  int bits;
  bool is_signed;
};
constexpr NumberType kBuiltins[] = {
    {"char", 8, true},
    {"signed char", 8, true},
    {"unsigned char", 8, false},
    {"short", 16, true},
    {"unsigned short", 16, false},
    {"int", 32, true},
    {"unsigned int", 32, false},
    {"unsigned", 32, false},
    {"long", 64, true},
    {"unsigned long", 64, false},
    {"long long", 64, true},
    {"unsigned long long", 64, false},
    {"size_t", 64, false},
    {"u8", 8, false},
    {"u16", 16, false},
    {"u32", 32, false},
    {"u64", 64, false},
    {"s8", 8, true},
    {"s16", 16, true},
    {"s32", 32, true},
    {"s64", 64, true},
};

const Type* builtin(const Types& types, const std::string& name) {
  if (name == "void") return types.void_type();
  if (name == "bool") return types.bool_type();
  for (const NumberType& known : kBuiltins)
    if (name == known.name) return types.integer(known.bits, known.is_signed);
  return nullptr;
}

}  // namespace

const Type* TypeNames::of(const syntax::TypeSpecifier& specifier) {
  using Kind = syntax::TypeSpecifier::Kind;
  if (specifier.kind == Kind::Struct || specifier.kind == Kind::Enum) return tagged(specifier);
  if (specifier.kind == Kind::Typedef) {
    const auto found = typedefs_.find(specifier.name);
    if (found == typedefs_.end()) {
      context_.error(specifier.span, "unknown type " + quoted(specifier.name));
      return nullptr;
    }
    return of(found->second->type, found->second->declarator);
  }
  const Type* type = builtin(context_.types, specifier.name);
  if (type == nullptr) context_.error(specifier.span, "unknown type " + quoted(specifier.name));
  return type;
}

const Type* TypeNames::struct_named(const std::string& tag) {
  const auto found = structs_.find(tag);
  return found == structs_.end() ? nullptr : context_.types.struct_type(found->second.structure);
}

const Type* TypeNames::tagged(const syntax::TypeSpecifier& specifier) {
  const bool is_struct = specifier.kind == syntax::TypeSpecifier::Kind::Struct;
  if (is_struct) {
    const auto found = structs_.find(specifier.name);
    if (found != structs_.end()) return context_.types.struct_type(found->second.structure);
  } else if (const auto found = enums_.find(specifier.name); found != enums_.end()) {
    resolve_enum(specifier.name);
    return context_.types.enum_type(found->second.enumeration);
  }
  std::vector<std::string> tags;
  if (is_struct)
    for (const auto& [name, tag] : structs_) tags.push_back(name);
  else
    for (const auto& [name, tag] : enums_) tags.push_back(name);
  const std::string elsewhere = context_.hint_for_missing(specifier.name);
  context_.error(specifier.span, fmt::format("unknown {} '{}'", is_struct ? "struct" : "enum", specifier.name),
                 elsewhere.empty() ? Context::suggestion(specifier.name, tags) : elsewhere);
  return nullptr;
}

const Type* TypeNames::of(const syntax::TypeName& name) {
  return with_pointers(of(name.specifier), name.pointers, name.span);
}

const Type* TypeNames::with_pointers(const Type* type, unsigned pointers, Span span) {
  if (type == nullptr) return nullptr;
  if (pointers > 0 && type->kind == TypeKind::Void) {
    context_.error(span, "a pointer to void has no objects to point to", "name the type of the objects");
    return nullptr;
  }
  for (; pointers > 0; --pointers) type = context_.types.pointer_to(type);
  return type;
}

const Type* TypeNames::array_of(const Type* element, const syntax::Expr& count) {
  const auto number = context_.globals->constant_value(count, "the size of an array");
  if (!number || element == nullptr) return nullptr;
  int dimensions = 1;
  for (const Type* inner = element; inner->kind == TypeKind::Array; inner = inner->element) ++dimensions;
  if (dimensions > kMostDimensions) {
    context_.error(count.span, fmt::format("an array has at most {} dimensions", kMostDimensions));
    return nullptr;
  }
  if (*number < 1 || *number > kMostElements) {
    context_.error(count.span, fmt::format("an array has 1 to {} elements, not {}", kMostElements, *number));
    return nullptr;
  }
  if (static_cast<std::int64_t>(count_scalars(element)) * *number > kMostElements) {
    context_.error(count.span, fmt::format("the array has more than {} values", kMostElements));
    return nullptr;
  }
  return context_.types.array_of(element, static_cast<std::uint32_t>(*number));
}

const Type* TypeNames::of(const syntax::TypeSpecifier& specifier, const syntax::Declarator& declarator) {
  const Type* type = with_pointers(of(specifier), declarator.pointers, specifier.span);
  if (type == nullptr) return nullptr;
  if (type->kind == TypeKind::Void) {
    context_.error(declarator.name.span, fmt::format("'{}' cannot be void", declarator.name.name));
    return nullptr;
  }
  if (!complete(type, specifier.span)) return nullptr;
  for (auto dimension = declarator.dimensions.rbegin(); dimension != declarator.dimensions.rend(); ++dimension) {
    if (!*dimension) {
      context_.error(declarator.name.span, fmt::format("the size of array '{}' is missing", declarator.name.name));
      return nullptr;
    }
    type = array_of(type, **dimension);
    if (type == nullptr) return nullptr;
  }
  return type;
}

const Type* TypeNames::of(const syntax::Parameter& parameter) {
  const auto& declarator = parameter.declarator;
  const Type* type = with_pointers(of(parameter.type), declarator.pointers, parameter.type.span);
  if (type == nullptr) return nullptr;
  for (std::size_t i = declarator.dimensions.size(); i > 1; --i) {
    type = array_of(type, *declarator.dimensions[i - 1]);
    if (type == nullptr) return nullptr;
  }
  if (type->kind == TypeKind::Array || !declarator.dimensions.empty()) return with_pointers(type, 1, parameter.span);
  if (type->is_scalar()) return type;
  const bool is_void = type->kind == TypeKind::Void;
  context_.error(parameter.span, is_void ? "a parameter cannot be void" : "a struct cannot be passed by value",
                 is_void ? "" : fmt::format("pass a pointer: {} *", type->spelling()));
  return nullptr;
}

bool TypeNames::complete(const Type* type, Span span) {
  if (type == nullptr) return false;
  if (type->kind == TypeKind::Array) return complete(type->element, span);
  if (type->kind != TypeKind::Struct) return true;
  return complete_struct(structs_.at(type->structure->name), span);
}

bool TypeNames::is_scalar(const syntax::TypeSpecifier& specifier) const {
  using Kind = syntax::TypeSpecifier::Kind;
  if (specifier.kind == Kind::Struct) return false;
  if (specifier.kind != Kind::Typedef) return specifier.name != "void";
  const auto found = typedefs_.find(specifier.name);
  if (found == typedefs_.end()) return false;
  const auto& declarator = found->second->declarator;
  return declarator.pointers == 0 && declarator.dimensions.empty() && is_scalar(found->second->type);
}

}  // namespace pagerace::semantics
