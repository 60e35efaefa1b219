// What is built into the language because it works on any type or takes an expression (docs/language.md, section 7).
#pragma once

#include <string>
#include <vector>

#include "model/semantics/expressions.hpp"

namespace pagerace::semantics {

struct Builtin {
  const char* name;
  std::size_t least, most;  ///< number of arguments
  ExprPtr (Expressions::*check)(const syntax::CallExpr& call, Span span);
  struct Kind {
    bool only_vocabulary = false;
    bool is_constant = false;  ///< may be used in a constant expression
    bool may_be_own = false;   ///< a file may declare a function of that name, which then is what calls mean
  };
  Kind kind = {};
};

const Builtin* find_builtin(const std::string& name);
bool is_builtin(const std::string& name);
std::vector<std::string> builtin_names();

/// Names that the user cannot define: the built-ins, self, NR_THREADS, retval.
bool is_reserved(const std::string& name);

/// "1 argument", "2 or 3 arguments", "no arguments".
std::string count_of(std::size_t least, std::size_t most, const std::string& noun);

}  // namespace pagerace::semantics
