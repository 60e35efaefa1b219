#include "model/semantics/guards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "model/semantics/build.hpp"
#include "model/semantics/statements.hpp"

namespace pagerace::semantics {

namespace {

using Keeps = GuardClass::Keeps;

constexpr GuardClass kClasses[] = {
    {"mutex", "mutex_lock", "mutex_unlock"},
    {"spinlock", "spin_lock", "spin_unlock"},
    {"spinlock_irq", "spin_lock_irq", "spin_unlock_irq"},
    {"spinlock_bh", "spin_lock_bh", "spin_unlock_bh"},
    {"spinlock_irqsave", "spin_lock_irqsave", "spin_unlock_irqrestore", true, Keeps::Flags},
    {"raw_spinlock", "spin_lock", "spin_unlock"},
    {"raw_spinlock_irq", "spin_lock_irq", "spin_unlock_irq"},
    {"raw_spinlock_irqsave", "spin_lock_irqsave", "spin_unlock_irqrestore", true, Keeps::Flags},
    {"read_lock", "read_lock", "read_unlock"},
    {"read_lock_irq", "read_lock_irq", "read_unlock_irq"},
    {"read_lock_irqsave", "read_lock_irqsave", "read_unlock_irqrestore", true, Keeps::Flags},
    {"write_lock", "write_lock", "write_unlock"},
    {"write_lock_irq", "write_lock_irq", "write_unlock_irq"},
    {"write_lock_irqsave", "write_lock_irqsave", "write_unlock_irqrestore", true, Keeps::Flags},
    {"rwsem_read", "down_read", "up_read"},
    {"rwsem_write", "down_write", "up_write"},
    {"srcu", "srcu_read_lock", "srcu_read_unlock", true, Keeps::Index},
    {"rcu", "rcu_read_lock", "rcu_read_unlock", false},
    {"preempt", "preempt_disable", "preempt_enable", false},
    {"irq", "local_irq_disable", "local_irq_enable", false},
    {"irqsave", "local_irq_save", "local_irq_restore", false, Keeps::Flags},
};

constexpr std::string_view kWord = "guard(";

/// Nothing comes after it.
bool leaves(const Stmt& statement) {
  return statement.kind == StmtKind::Return || statement.kind == StmtKind::Goto || statement.kind == StmtKind::Break ||
         statement.kind == StmtKind::Continue;
}

}  // namespace

const syntax::CallExpr* guard_call(const syntax::Stmt& statement) {
  const auto* expression = std::get_if<syntax::ExprStmt>(&statement.node);
  if (expression == nullptr) return nullptr;
  const auto* call = std::get_if<syntax::CallExpr>(&expression->expr->node);
  return call != nullptr && call->callee.name.starts_with(kWord) ? call : nullptr;
}

std::string guard_class(const syntax::CallExpr& call) {
  return call.callee.name.substr(kWord.size(), call.callee.name.size() - kWord.size() - 1);
}

const GuardClass* find_guard_class(const std::string& name) {
  const auto found =
      std::find_if(std::begin(kClasses), std::end(kClasses), [&](const GuardClass& each) { return name == each.name; });
  return found == std::end(kClasses) ? nullptr : found;
}

std::vector<std::string> guard_classes() {
  std::vector<std::string> names;
  for (const GuardClass& each : kClasses) names.emplace_back(each.name);
  return names;
}

/// A variable of its own that no text names.
Variable* Statements::hidden(const std::string& name, const Type* type, Storage storage, Span span) {
  Variable* variable = context_.new_variable({name, span}, type, storage);
  if (type->is_arithmetic()) variable->range = type->range();
  context_.used.insert(variable);
  scope_.body->locals.push_back(variable);
  return variable;
}

void Statements::declare_hidden(Variable* variable, ExprPtr value, Out& out) {
  auto declared = make_statement(StmtKind::Declare, variable->span);
  declared->variable = variable;
  declared->expr = std::move(value);
  out.push_back(std::move(declared));
}

void Statements::guard(const syntax::Stmt& statement, const syntax::CallExpr& call, Out& out) {
  const Span span = statement.span;
  const std::string name = guard_class(call);
  Guard guard{find_guard_class(name), nullptr, nullptr, span, scope_.atomic_depth, &statement};
  if (guard.kind == nullptr) {
    context_.error(call.callee.span, fmt::format("there is no guard '{}'", name),
                   Context::suggestion(name, guard_classes()));
    return;
  }
  const std::size_t wanted = guard.kind->has_object ? 1 : 0;
  if (call.arguments.size() != wanted) {
    context_.error(span, fmt::format("'guard({})' takes {}", name, wanted == 1 ? "a pointer to the lock" : "nothing"));
    return;
  }
  if (guard.kind->has_object) {
    ExprPtr object = expressions_.argument(*call.arguments[0]);
    if (!object) return;
    guard.object = hidden("__guarded", object->type, Storage::Parameter, span);
    declare_hidden(guard.object, std::move(object), out);
  }
  const Type* kept = guard.kind->keeps == Keeps::Flags ? context_.types.integer(64, false) : context_.types.int_type();
  if (guard.kind->keeps != Keeps::Nothing) {
    guard.kept = hidden("__kept", kept, Storage::Local, span);
    declare_hidden(guard.kept, make_constant(0, kept, span), out);
  }
  ExprPtr taken = expressions_.take(guard);
  if (!taken) return;
  auto takes = make_statement(StmtKind::Expression, span);
  takes->expr = std::move(taken);
  out.push_back(std::move(takes));
  guards_.push_back(guard);
}

/// What was taken last is given back first.
void Statements::give_back(std::size_t kept, Span span, Out& out) {
  for (std::size_t i = guards_.size(); i-- > kept;) {
    const Guard& guard = guards_[i];
    if (guard.atomic_depth < scope_.atomic_depth) {
      context_.error(span, "this leaves an atomic block and the block of a guard around it",
                     "leave the atomic block first, or put the guard into it");
      return;
    }
    auto gives = make_statement(StmtKind::Expression, guard.span);
    gives->is_made = true;
    gives->expr = expressions_.give(guard);
    if (gives->expr) out.push_back(std::move(gives));
  }
}

void Statements::end_guards(std::size_t kept, Span span, Out& out) {
  if (guards_.size() == kept) return;
  if (out.empty() || !leaves(*out.back())) give_back(kept, span, out);
  guards_.resize(kept);
}

ExprPtr Expressions::take(const Guard& guard) {
  std::vector<ExprPtr> arguments;
  if (guard.object != nullptr) arguments.push_back(load(variable_place(guard.object, guard.span)));
  if (guard.kind->keeps == Keeps::Flags) {
    guard.kept->address_taken = guard.kept->is_assigned = true;
    arguments.push_back(make(ExprKind::AddressOf, types_.pointer_to(guard.kept->type), guard.span,
                             variable_place(guard.kept, guard.span)));
  }
  ExprPtr call = call_of(guard.kind->take, std::move(arguments), {guard.kind->take, guard.span}, guard.span);
  if (!call || guard.kind->keeps != Keeps::Index) return call;
  guard.kept->is_assigned = true;
  const Type* type = guard.kept->type;
  return make(ExprKind::Assign, type, guard.span, variable_place(guard.kept, guard.span), std::move(call));
}

ExprPtr Expressions::give(const Guard& guard) {
  std::vector<ExprPtr> arguments;
  if (guard.object != nullptr) arguments.push_back(load(variable_place(guard.object, guard.span)));
  if (guard.kept != nullptr) arguments.push_back(load(variable_place(guard.kept, guard.span)));
  return call_of(guard.kind->give, std::move(arguments), {guard.kind->give, guard.span}, guard.span);
}

}  // namespace pagerace::semantics
