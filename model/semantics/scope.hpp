// What surrounds an expression or a statement: the names it sees, and what is allowed there.
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
  Body* body = nullptr;                ///< that owns the locals
  const Function* function = nullptr;  ///< being checked
  const Type* result = nullptr;        ///< of the function; null where no value can be returned
  const Names* ghosts = nullptr;       ///< of the property around
  Probe* returning = nullptr;          ///< the `return probe` that may use retval
  const Type* returned = nullptr;      ///< type of its retval
  std::vector<Names> blocks;           ///< innermost last
  unsigned atomic_depth = 0;           ///< of blocks and functions that run in one piece
  std::set<std::string> reported;      ///< unknown names, each of which is reported once

  bool is_observer() const { return kind == Kind::Probe || kind == Kind::Formula; }
  bool in_one_piece() const { return atomic_depth > 0 || kind == Kind::Init || is_observer(); }
  /// A local, parameter, bound variable or ghost; null for anything else.
  Variable* find(const std::string& name) const;
  std::vector<std::string> visible_names() const;
};

}  // namespace pagerace::semantics
