// Struct tags, enum tags and typedef names, and the types that they name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Names may be used before they are declared. A struct is completed when its members are first needed.
class TypeNames {
 public:
  explicit TypeNames(Context& context) : context_(context) {}

  void collect();
  /// Completes every struct and enum, so that mistakes in unused ones are found too.
  void resolve();

  /// The type that the specifier names. Null after an error.
  const Type* of(const syntax::TypeSpecifier& specifier);
  const Type* of(const syntax::TypeName& name);
  /// The type of an object, with the declarator's pointers and dimensions; it is complete.
  const Type* of(const syntax::TypeSpecifier& specifier, const syntax::Declarator& declarator);
  /// The type of a parameter: an array becomes a pointer to its first element.
  const Type* of(const syntax::Parameter& parameter);
  const Type* with_pointers(const Type* type, unsigned pointers, Span span);
  const Type* array_of(const Type* element, const syntax::Expr& count);
  /// Null if there is no such struct.
  const Type* struct_named(const std::string& tag);
  /// Completes the type. Returns false after an error, or if a struct contains itself.
  bool complete(const Type* type, Span span);

  /// Whether a `const` of this specifier (without pointers or dimensions) is a constant and not an object.
  bool is_scalar(const syntax::TypeSpecifier& specifier) const;
  const std::vector<std::pair<const syntax::EnumDeclaration*, Span>>& enums() const { return enum_declarations_; }
  bool resolve_enum(const std::string& tag);
  bool resolve_enum(const syntax::EnumDeclaration& declaration);

 private:
  enum class Progress { Untouched, Running, Done, Failed };
  struct StructTag {
    const syntax::StructDeclaration* declaration = nullptr;
    std::vector<const syntax::ExtendDeclaration*> extensions;  ///< in the order of their files
    StructType* structure = nullptr;
    Progress progress = Progress::Untouched;
  };
  struct EnumTag {
    const syntax::EnumDeclaration* declaration = nullptr;
    EnumType* enumeration = nullptr;
    Progress progress = Progress::Untouched;
  };

  void collect(const syntax::StructDeclaration& declaration);
  void extend(const syntax::ExtendDeclaration& extension);
  void collect(const syntax::EnumDeclaration& declaration);
  void collect(const syntax::TypedefDeclaration& declaration);
  bool is_new(const syntax::Identifier& name, const char* what, const std::optional<Span>& previous);
  std::optional<Span> tag_span(const std::string& name) const;
  bool complete_struct(StructTag& tag, Span use);
  bool add_fields(StructTag& tag, const syntax::VariableDeclaration& declaration);
  const Type* function_pointer(const Type* result, const syntax::Declarator& declarator);
  const Type* tagged(const syntax::TypeSpecifier& specifier);

  Context& context_;
  std::map<std::string, StructTag> structs_;
  std::map<std::string, EnumTag> enums_;
  std::map<std::string, const syntax::TypedefDeclaration*> typedefs_;
  std::vector<const syntax::ExtendDeclaration*> extensions_;
  std::vector<std::string> order_;  ///< struct tags in order
  std::vector<std::pair<const syntax::EnumDeclaration*, Span>> enum_declarations_;
};

}  // namespace pagerace::semantics
