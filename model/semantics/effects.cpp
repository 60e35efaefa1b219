#include "model/semantics/effects.hpp"

#include "model/semantics/build.hpp"
#include "model/semantics/walk.hpp"

namespace pagerace::semantics {

namespace {

void note(std::optional<Cause>& cause, Span span, std::string what) {
  if (!cause) cause = Cause{span, std::move(what)};
}

void merge(std::optional<Cause>& into, const std::optional<Cause>& from) {
  if (!into) into = from;
}

}  // namespace

const Effects& EffectsOf::function(const Function& function) {
  const auto known = known_.find(&function);
  if (known != known_.end()) return known->second;
  return known_[&function] = body(*function.body.block);
}

Effects EffectsOf::body(const Stmt& block) {
  Effects effects;
  walk(
      block, [&](const Expr& expr) { add(expr, effects); }, [&](const Stmt& statement) { add(statement, effects); });
  return effects;
}

Effects EffectsOf::expression(const Expr& expr) {
  Effects effects;
  walk(expr, [&](const Expr& part) { add(part, effects); });
  return effects;
}

void EffectsOf::add(const Stmt& statement, Effects& effects) {
  if (statement.kind == StmtKind::Assume) note(effects.blocks, statement.span, "waits in assume");
  if (statement.kind == StmtKind::Either) note(effects.chooses, statement.span, "chooses");
}

void EffectsOf::add_place(const Expr& place, bool writes, Effects& effects) {
  const Variable* root = root_of(place);
  const bool own = root != nullptr && root->storage != Storage::Shared && root->storage != Storage::Ghost;
  if (own) return;
  const bool is_ghost = root != nullptr && root->storage == Storage::Ghost;
  if (!is_ghost && (root == nullptr || !root->is_const)) effects.reads_shared = true;
  if (!writes) return;
  const std::string what =
      root == nullptr ? "changes something through a pointer" : "changes " + ("'" + root->name + "'");
  const bool ghost = root != nullptr && root->storage == Storage::Ghost;
  note(ghost ? effects.changes_ghost : effects.changes, place.span, what);
}

void EffectsOf::add(const Expr& expr, Effects& effects) {
  switch (expr.kind) {
    case ExprKind::Read:
      return add_place(*expr.operands[0], false, effects);
    case ExprKind::TryCompareExchange:
      add_place(*expr.operands[1], true, effects);
      [[fallthrough]];
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::Increment:
    case ExprKind::Exchange:
    case ExprKind::CompareExchange:
    case ExprKind::Poison:
    case ExprKind::Unpoison:
      return add_place(*expr.operands[0], true, effects);
    case ExprKind::WaitEvent:
      note(effects.waits, expr.span, "waits in wait_event");
      return add_place(*expr.operands[0], true, effects);
    case ExprKind::Self:
      return note(effects.asks_self, expr.span, "asks which thread is running");
    case ExprKind::Allocate:
      note(effects.chooses, expr.span, "allocates");
      return add_place(*expr.operands[0], true, effects);
    case ExprKind::AnyElement:
    case ExprKind::AnyRange:
      return note(effects.chooses, expr.span, "chooses with any");
    case ExprKind::Call: {
      const Effects called = function(*expr.function);
      merge(effects.changes, called.changes);
      merge(effects.changes_ghost, called.changes_ghost);
      merge(effects.blocks, called.blocks);
      merge(effects.waits, called.waits);
      merge(effects.chooses, called.chooses);
      merge(effects.asks_self, called.asks_self);
      effects.reads_shared = effects.reads_shared || called.reads_shared;
      return;
    }
    default:
      return;
  }
}

}  // namespace pagerace::semantics
