// guard(mutex)(&lock): what is taken there is given back where the block is left, whichever way.
#pragma once

#include <string>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::semantics {

/// A class of include/linux/cleanup.h that the vocabulary has functions for.
struct GuardClass {
  enum class Keeps {
    Nothing,
    Flags /* by address when it takes, by value when it gives */,
    Index /* what it returns */
  };
  const char* name;
  const char* take;
  const char* give;
  bool has_object = true;
  Keeps keeps = Keeps::Nothing;
};

/// A guard whose block is being checked.
struct Guard {
  const GuardClass* kind = nullptr;
  Variable* object = nullptr;  ///< a name for what is guarded; null: rcu and its kin have none
  Variable* kept = nullptr;
  Span span;
  unsigned atomic_depth = 0;
  const syntax::Stmt* statement = nullptr;
};

/// The call of `guard(CLASS)(...)` if the statement is one.
const syntax::CallExpr* guard_call(const syntax::Stmt& statement);
/// "guard(mutex)" gives "mutex".
std::string guard_class(const syntax::CallExpr& call);
const GuardClass* find_guard_class(const std::string& name);
std::vector<std::string> guard_classes();

}  // namespace pagerace::semantics
