// The context of an expression or a statement: the names that it sees, and what is allowed in it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/semantics/program.hpp"

namespace pagerace::semantics {

using Names = std::map<std::string, Variable*>;

struct Scope {
  enum class Kind { Constant, Function, Thread, Init, Probe, Formula };

  Kind kind = Kind::Constant;
  Body* body = nullptr;                       ///< the body that owns the locals
  const Function* function = nullptr;         ///< the function being checked
  const Type* result = nullptr;               ///< the function's result type; null if no value can be returned
  const Names* ghosts = nullptr;              ///< those of the property around it
  Probe* returning = nullptr;                 ///< the `return probe` that may use retval
  const Type* returned = nullptr;             ///< type of its retval
  std::vector<Names> blocks;                  ///< innermost last
  unsigned atomic_depth = 0;                  ///< number of enclosing blocks and functions that run as one step
  FormulaKind formula = FormulaKind::Always;  ///< of a formula
  bool in_next = false;                       ///< under a `next`
  std::vector<Variable*> temporaries;         ///< locals of the body that stand for structs which expressions make
  std::set<std::string> reported;             ///< unknown names; each is reported only once

  bool is_observer() const { return kind == Kind::Probe || kind == Kind::Formula; }
  bool in_one_piece() const { return atomic_depth > 0 || kind == Kind::Init || is_observer(); }
  /// A local, parameter, bound variable or ghost; null for anything else.
  Variable* find(const std::string& name) const;
  std::vector<std::string> visible_names() const;
};

}  // namespace pagerace::semantics
