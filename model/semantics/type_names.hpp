// Struct and enum tags and typedef names: what they stand for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Names may be used before they are declared: a struct is completed where something first needs to know its members.
class TypeNames {
 public:
  explicit TypeNames(Context& context) : context_(context) {}

  void collect();
  /// Completes every struct and enum, so that mistakes in unused ones are found too.
  void resolve();

  /// Null after an error.
  const Type* of(const syntax::TypeSpecifier& specifier);
  const Type* of(const syntax::TypeName& name);
  /// Type of an object: with the declarator's pointers and dimensions, and complete.
  const Type* of(const syntax::TypeSpecifier& specifier, const syntax::Declarator& declarator);
  /// Type of a parameter: an array is a pointer to its first element.
  const Type* of(const syntax::Parameter& parameter);
  const Type* with_pointers(const Type* type, unsigned pointers, Span span);
  const Type* array_of(const Type* element, const syntax::Expr& count);
  /// False after an error, or where a struct contains itself.
  bool complete(const Type* type, Span span);

  /// Whether a `const` of this specifier (without pointers, without dimensions) is a constant rather than an object.
  bool is_scalar(const syntax::TypeSpecifier& specifier) const;
  const std::vector<std::pair<const syntax::EnumDeclaration*, Span>>& enums() const { return enum_declarations_; }
  bool resolve_enum(const std::string& tag);
  bool resolve_enum(const syntax::EnumDeclaration& declaration);

 private:
  enum class Progress { Untouched, Running, Done, Failed };
  struct StructTag {
    const syntax::StructDeclaration* declaration = nullptr;
    StructType* structure = nullptr;
    Progress progress = Progress::Untouched;
  };
  struct EnumTag {
    const syntax::EnumDeclaration* declaration = nullptr;
    EnumType* enumeration = nullptr;
    Progress progress = Progress::Untouched;
  };

  void collect(const syntax::StructDeclaration& declaration);
  void collect(const syntax::EnumDeclaration& declaration);
  void collect(const syntax::TypedefDeclaration& declaration);
  bool is_new(const syntax::Identifier& name, const char* what, const std::optional<Span>& previous);
  std::optional<Span> tag_span(const std::string& name) const;
  bool complete_struct(StructTag& tag, Span use);
  bool add_fields(StructTag& tag, const syntax::VariableDeclaration& declaration);
  const Type* tagged(const syntax::TypeSpecifier& specifier);

  Context& context_;
  std::map<std::string, StructTag> structs_;
  std::map<std::string, EnumTag> enums_;
  std::map<std::string, const syntax::TypedefDeclaration*> typedefs_;
  std::vector<std::string> order_;  ///< of struct tags
  std::vector<std::pair<const syntax::EnumDeclaration*, Span>> enum_declarations_;
};

}  // namespace pagerace::semantics
