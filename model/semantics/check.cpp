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
#include "model/semantics/pools.hpp"
#include "model/semantics/properties.hpp"
#include "model/semantics/type_names.hpp"
#include "model/syntax/definitions.hpp"

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

/// The import of the scenario that brings a file.
Span import_of(const syntax::Unit& unit, source::FileId file) {
  const syntax::Ranks ranks(unit);
  const auto find = [&](source::FileId id) { return std::ranges::find(unit.files, id, &syntax::File::id); };
  for (const syntax::ImportedFile& import : unit.files.back().imports) {
    const auto brought = find(import.file);
    if (brought != unit.files.end() && ranks.reaches(*brought, *find(file))) return import.span;
  }
  return {unit.files.back().id, 0, 0};
}

/// One message in the place of all that the library says if the scenario forgot its pages.
bool complain_of_pages(Context& context, std::size_t before) {
  if (!context.asks_for_pages) return false;
  context.diagnostics.forget_after(before);
  context.error(import_of(context.unit, context.asks_for_pages->file),
                "this needs the pages of the scenario, and there is no 'mem_map'",
                "write `struct page mem_map[2];` below the imports, for two pages");
  return true;
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
  const std::size_t before = diagnostics.all().size();
  check_declarations(context, options);
  if (complain_of_pages(context, before)) return nullptr;
  check_initial_addresses(context);
  check_functions(context);
  check_threads(context);
  check_properties(context);
  check_expectations(context);
  context.function_types->finish();
  leave_out_callers(context);
  check_freed(context);
  if (check_recursion(context)) check_whole(context);
  if (complain_of_pages(context, before)) return nullptr;
  if (diagnostics.has_errors()) return nullptr;
  remove_undefined_functions(*program);
  return program;
}

}  // namespace pagerace::semantics
