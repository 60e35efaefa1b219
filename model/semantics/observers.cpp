// Formulas and probes observe: what they call must not change what they observe.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/properties.hpp"
#include "model/semantics/walk.hpp"

namespace pagerace::semantics {

namespace {

void refuse(Context& context, Span span, const std::string& message, const Cause& cause) {
  context.error(span, message);
  const bool elsewhere = cause.span.file != span.file || cause.span.begin < span.begin || cause.span.end > span.end;
  if (elsewhere) context.diagnostics.note(cause.span, "here");
}

const std::optional<Cause>& first_effect(const Effects& effects) {
  if (effects.changes) return effects.changes;
  if (effects.changes_ghost) return effects.changes_ghost;
  if (effects.blocks) return effects.blocks;
  if (effects.waits) return effects.waits;
  if (effects.asks_self) return effects.asks_self;
  return effects.chooses;
}

/// Reports the outermost call that has an effect, because the reader must look there; else the expression itself.
void check_formula(Context& context, EffectsOf& effects, const Expr& expr) {
  if (!first_effect(effects.expression(expr))) return;
  bool reported = false;
  walk(expr, [&](const Expr& part) {
    if (part.kind != ExprKind::Call || reported) return;
    const auto& cause = first_effect(effects.function(*part.function));
    if (!cause) return;
    reported = true;
    refuse(context, part.span,
           fmt::format("'{}' cannot be called in a formula: it {}", part.function->name, cause->what), *cause);
  });
  if (reported) return;
  const Cause cause = *first_effect(effects.expression(expr));
  context.error(cause.span, fmt::format("a formula must have no effect, and this {}", cause.what));
}

void check_probe(Context& context, EffectsOf& effects, Probe& probe) {
  const Effects found = effects.body(*probe.body.block);
  probe.reads_shared = found.reads_shared;
  const std::optional<Cause>& cause = found.changes ? found.changes : found.blocks ? found.blocks : found.waits;
  if (cause) refuse(context, cause->span, fmt::format("a probe only watches, and this {}", cause->what), *cause);
}

/// Built-ins that report or give way are not allowed in a formula either, although they change nothing.
void check_no_statements(Context& context, const Expr& expr) {
  walk(expr, [&](const Expr& part) {
    const bool reports = part.kind == ExprKind::Assert || part.kind == ExprKind::Fail ||
                         part.kind == ExprKind::FailIf || part.kind == ExprKind::SwitchedOff ||
                         part.kind == ExprKind::Yield || part.kind == ExprKind::FenceExpr;
    if (reports) context.error(part.span, "a formula is true or false: it cannot contain this");
  });
}

}  // namespace

void check_observers(Context& context, EffectsOf& effects) {
  for (Property& property : context.program.properties) {
    for (Probe& probe : property.probes)
      if (probe.function != nullptr || probe.on != Probe::On::Call) check_probe(context, effects, probe);
    for (const Formula& formula : property.formulas) {
      check_no_statements(context, *formula.expr);
      check_formula(context, effects, *formula.expr);
    }
  }
}

}  // namespace pagerace::semantics
