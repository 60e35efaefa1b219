#include "model/semantics/check.hpp"

#include <algorithm>

#include "model/semantics/absent.hpp"
#include "model/semantics/bodies.hpp"
#include "model/semantics/call_graph.hpp"
#include "model/semantics/context.hpp"
#include "model/semantics/effects.hpp"
#include "model/semantics/expectations.hpp"
#include "model/semantics/function_types.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/properties.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

void check_declarations(Context& context, const CheckOptions& options) {
  context.type_names->collect();
  context.globals->collect();
  context.globals->define(options.defines);
  context.globals->resolve_threads();
  context.globals->resolve_constants();
  context.type_names->resolve();
  context.globals->resolve_variables();
  context.globals->resolve_functions();
}

/// Checks that need all bodies at once.
void check_whole(Context& context) {
  check_unused(context);
  if (context.diagnostics.has_errors()) return;
  EffectsOf effects;
  check_waiting(context, effects);
  check_atomic_overrides(context);
  check_observers(context, effects);
}

void remove_undefined_functions(Program& program) {
  auto& functions = program.functions;
  functions.erase(
      std::remove_if(functions.begin(), functions.end(), [](const auto& function) { return !function->body.block; }),
      functions.end());
}

}  // namespace

std::unique_ptr<Program> check(const syntax::Unit& unit, const CheckOptions& options, const source::Sources& sources,
                               source::Diagnostics& diagnostics) {
  if (unit.files.empty()) return nullptr;
  auto program = std::make_unique<Program>();
  program->scenario = unit.files.back().id;
  Context context(unit, sources, diagnostics, *program);
  check_declarations(context, options);
  check_initial_addresses(context);
  check_functions(context);
  check_threads(context);
  check_properties(context);
  check_expectations(context);
  context.function_types->finish();
  leave_out_callers(context);
  if (check_recursion(context)) check_whole(context);
  if (diagnostics.has_errors()) return nullptr;
  remove_undefined_functions(*program);
  return program;
}

}  // namespace pagerace::semantics
