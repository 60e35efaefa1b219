// Collects the declarations of one file.
#pragma once

#include <string>
#include <vector>

#include "model/syntax/build.hpp"
#include "model/syntax/typedefs.hpp"

namespace pagerace::syntax {

class Declarations {
 public:
  /// Adds to `typedefs`: the scanner uses them to tell types from other names.
  Declarations(File& file, Typedefs& typedefs, Complaints& complaints)
      : file_(file), typedefs_(typedefs), complaints_(complaints) {}

  void add(decltype(Declaration::node) node, Span span);
  void variables(const FunctionSpecifiers& specifiers, TypeSpecifier type, std::vector<Declarator> declarators,
                 Span span);
  /// `struct page;` declares that there is such a struct; `int;` declares nothing.
  void nothing(const FunctionSpecifiers& specifiers, const TypeSpecifier& type, Span span);
  void function(const FunctionSpecifiers& specifiers, TypeSpecifier result, Declarator declared,
                std::vector<Parameter> parameters, std::optional<Block> body, Span span);
  void definition(const FunctionSpecifiers& specifiers, Definition defined, Span span);
  /// `struct name { ... } variable;` makes two declarations, in this order.
  void definition_with_variables(const FunctionSpecifiers& specifiers, Definition defined,
                                 std::vector<Declarator> declarators, Span defined_at, Span span);
  /// `struct { ... };` in a struct: its members are members of the struct around it.
  std::vector<VariableDeclaration> unnamed_member(Definition defined, Span defined_at);
  /// `struct { ... } name;` in a struct: the type is declared beside the struct around it.
  std::vector<VariableDeclaration> inner_members(Definition defined, std::vector<Declarator> declarators,
                                                 Span defined_at, Span span);
  /// `LIST_HEAD(name);`
  void list_head(const FunctionSpecifiers& specifiers, Identifier name, Span span);
  void type_name(TypeSpecifier type, Declarator declarator, Span span);
  /// `typedef struct { ... } name;` makes two as well; a struct without a tag takes the new name as its tag.
  void defined_type_name(Definition defined, Declarator declarator, Span defined_at, Span span);
  void property(Identifier name, PropertyDeclaration items, Span span);
  void expectation(Identifier subject, ExpectDeclaration expected, std::vector<ExpectSetting> settings, Span span);

 private:
  void only_static(const FunctionSpecifiers& specifiers);
  void not_per_thread(const FunctionSpecifiers& specifiers);

  File& file_;
  Typedefs& typedefs_;
  Complaints& complaints_;
};

}  // namespace pagerace::syntax
