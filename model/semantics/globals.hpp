// The ordinary names of the top level: constants, enum constants, variables, functions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

struct Global {
  enum class Kind { Constant, Enumerator, Variable, Function };
  enum class Progress { Untouched, Running, Done, Failed };

  Kind kind = Kind::Variable;
  Progress progress = Progress::Untouched;
  Span span;  ///< of its name
  const syntax::VariableDeclaration* declaration = nullptr;
  const syntax::Declarator* declarator = nullptr;
  const syntax::EnumDeclaration* enumeration = nullptr;
  const Type* type = nullptr;
  Value value = 0;
  Variable* variable = nullptr;
  Function* function = nullptr;
  const syntax::FunctionDeclaration* prototype = nullptr;   ///< the first seen
  const syntax::FunctionDeclaration* definition = nullptr;  ///< the last; null where there are only prototypes
};

/// The order of declarations does not matter: what a name stands for is worked out where it is first needed.
class Globals {
 public:
  explicit Globals(Context& context) : context_(context) {}

  void collect();
  /// Values of -D, before anything is resolved.
  void define(const std::vector<std::pair<std::string, std::string>>& defines);
  void resolve_constants();
  /// Counts of threads, of which NR_THREADS is the sum.
  void resolve_threads();
  void resolve_variables();
  void resolve_functions();

  Global* find(const std::string& name);
  std::vector<std::string> names() const;
  std::vector<std::string> constant_names() const;

  /// Makes `type`, and `value` or `variable`, known. False after an error.
  bool resolve(Global& global);
  /// Gives each enumerator of the enum its value; `target`, if any, receives them.
  bool resolve_enumerators(const syntax::EnumDeclaration& declaration, EnumType* target);

  /// Checks and evaluates a constant expression; `what` names it in messages: "the size of an array".
  std::optional<Value> constant_value(const syntax::Expr& expr, const std::string& what);
  /// The same, with its type.
  ExprPtr constant(const syntax::Expr& expr, const std::string& what);

  std::optional<Value> thread_count(const syntax::ThreadDeclaration& thread);
  std::optional<Value> nr_threads(Span use);

  /// A value as -D and `expect ... with` write it, or nothing where it has no meaning for the constant.
  std::optional<Value> parse_value(const Global& constant, const std::string& text, std::string& problem);

  const std::map<std::string, Global>& all() const { return globals_; }
  /// Signature of a function whose name was declared; parameters are those of its definition.
  bool resolve_signature(Global& global);

 private:
  void collect(const syntax::VariableDeclaration& declaration);
  void collect(const syntax::FunctionDeclaration& declaration);
  void collect(const syntax::EnumDeclaration& declaration);
  Global* add(const syntax::Identifier& name, Global::Kind kind);
  void redefine(Global& global, const syntax::FunctionDeclaration& declaration);
  void check_same_signature(const syntax::FunctionDeclaration& declaration, const syntax::FunctionDeclaration& earlier);
  const Type* result_type(const syntax::FunctionDeclaration& declaration);
  std::vector<const Type*> parameter_types(const syntax::FunctionDeclaration& declaration);
  bool resolve_constant(Global& global);
  bool resolve_variable(Global& global);
  bool resolve_enumerator(Global& global);

  Context& context_;
  std::map<std::string, Global> globals_;
  std::vector<Global*> order_;
  std::vector<std::pair<const syntax::FunctionDeclaration*, const syntax::FunctionDeclaration*>> overridden_;
  std::map<std::string, std::string> defines_;
  std::set<const syntax::EnumDeclaration*> running_enums_;
  std::map<const syntax::ThreadDeclaration*, std::optional<Value>> thread_counts_;
  std::optional<Value> nr_threads_;
  enum class Counting { Untouched, Running, Done, Failed } counting_ = Counting::Untouched;
};

/// A parameter of a function, thread or probe; its type is null after an error.
Variable* declare_parameter(Context& context, const syntax::Parameter& parameter);

}  // namespace pagerace::semantics
