// Where the text of a program has stores, whether or not they are ever executed.
#pragma once

#include <set>

#include "tests/oracle/memory.hpp"

namespace pagerace::oracle {

/// Slots that a thread's code may store to: those of variables that it names, and of objects that a pointer of that
/// type may lead to.
std::set<Value> stores_in_text(const semantics::Program& program, const Layout& layout);
/// The slots of a place in which a variable is named, or an object that any pointer may lead to.
std::set<Value> slots_at(const semantics::Expr& place, const semantics::Program& program, const Layout& layout);
/// Whether a function, with what it calls, has an access to shared memory in its text.
bool may_access(const semantics::Function& function);
/// Ghosts that the body of a probe stores to.
std::set<const Variable*> ghosts_stored_by(const semantics::Probe& probe);

}  // namespace pagerace::oracle
