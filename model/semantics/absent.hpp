// Parts of a design that this scenario has no use for: they stand on files of the library that nothing imports.
#pragma once

#include "model/semantics/context.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

/// Takes a function of a design out of the program. `name` is what it needs and nothing imports.
void make_absent(Context& context, Global& global, const std::string& name);

/// Takes out all functions of designs that call such a function, and reports other calls of it.
void leave_out_callers(Context& context);

/// Reports a call of a function that was taken out.
void report_absent(Context& context, const Global& global, Span call);

}  // namespace pagerace::semantics
