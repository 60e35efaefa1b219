// The ordinary names at the top level: constants, enum constants, variables, functions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"
#include "model/syntax/definitions.hpp"

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
  const syntax::FunctionDeclaration* prototype = nullptr;    ///< the first seen
  const syntax::FunctionDeclaration* definition = nullptr;   ///< what runs; null if there are only prototypes
  std::vector<const syntax::FunctionDeclaration*> replaced;  ///< by it, the next lower one first
  bool is_helper = false;                                    ///< a function that only a design has
  bool is_absent = false;  ///< it stands on a file of the library that nothing imports: on the next
  std::string stands_on;   ///< a name that is only there
};

/// The order of declarations does not matter: a name is resolved when it is first needed.
class Globals {
 public:
  explicit Globals(Context& context) : context_(context) {}

  void collect();
  /// Sets the values from -D, before anything is resolved.
  void define(const std::vector<std::pair<std::string, std::string>>& defines);
  void resolve_constants();
  /// Finds the number of threads of each declaration; NR_THREADS is their sum.
  void resolve_threads();
  void resolve_variables();
  void resolve_functions();

  Global* find(const std::string& name);
  std::vector<std::string> names() const;
  std::vector<std::string> constant_names() const;

  /// Finds `type`, and `value` or `variable`. Returns false after an error.
  bool resolve(Global& global);
  /// Gives each enumerator of the enum its value, and adds them to `target` if there is one.
  bool resolve_enumerators(const syntax::EnumDeclaration& declaration, EnumType* target);

  /// Checks and evaluates a constant expression; `what` names it in messages: "the size of an array".
  std::optional<Value> constant_value(const syntax::Expr& expr, const std::string& what);
  /// The same, as an expression with its type.
  ExprPtr constant(const syntax::Expr& expr, const std::string& what);

  std::optional<Value> thread_count(const syntax::ThreadDeclaration& thread);
  std::optional<Value> nr_threads(Span use);

  /// Reads a value as -D and `expect ... with` write it; empty if it has no meaning for the constant.
  std::optional<Value> parse_value(const Global& constant, const std::string& text, std::string& problem);

  const std::map<std::string, Global>& all() const { return globals_; }
  /// Resolves the signature of a declared function; its parameters are those of the definition.
  bool resolve_signature(Global& global);

 private:
  void collect(const syntax::VariableDeclaration& declaration);
  void collect(const syntax::FunctionDeclaration& declaration);
  void collect(const syntax::EnumDeclaration& declaration);
  Global* add(const syntax::Identifier& name, Global::Kind kind);
  void choose_definitions();
  void choose(const syntax::DefinedFunction& defined);
  bool leave_out(const syntax::DefinedFunction& defined);
  void note_design(const syntax::DefinedFunction& defined);
  bool check_file_defines_once(const syntax::DefinedFunction& defined);
  bool check_defined_once(const syntax::DefinedFunction& defined);
  bool check_ranks(const syntax::DefinedFunction& defined);
  bool check_overrides_something(const syntax::DefinedFunction& defined);
  void check_same_signature(const syntax::FunctionDeclaration& declaration, const syntax::FunctionDeclaration& earlier);
  const Type* result_type(const syntax::FunctionDeclaration& declaration);
  std::vector<const Type*> parameter_types(const syntax::FunctionDeclaration& declaration);
  bool resolve_constant(Global& global);
  bool resolve_variable(Global& global);
  bool resolve_enumerator(Global& global);

  Context& context_;
  std::map<std::string, Global> globals_;
  std::vector<Global*> order_;
  std::map<std::string, std::string> defines_;
  std::set<const syntax::EnumDeclaration*> running_enums_;
  std::map<const syntax::ThreadDeclaration*, std::optional<Value>> thread_counts_;
  std::optional<Value> nr_threads_;
  unsigned depth_ = 0;  ///< of calls of resolve()
  enum class Counting { Untouched, Running, Done, Failed } counting_ = Counting::Untouched;
};

/// Declares a parameter of a function, thread or probe; its type is null after an error.
Variable* declare_parameter(Context& context, const syntax::Parameter& parameter);

}  // namespace pagerace::semantics
