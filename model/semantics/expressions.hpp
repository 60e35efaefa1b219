// Checks expressions: resolves names, finds types, makes C's conversions explicit.
//
// Every function returns null after an error that it or a function it called has reported. All operands are checked
// first, so that one run finds several mistakes.
#pragma once

#include <string>
#include <vector>

#include "model/semantics/context.hpp"
#include "model/semantics/scope.hpp"

namespace pagerace::semantics {

struct Builtin;
struct Guard;

class Expressions {
 public:
  Expressions(Context& context, Scope& scope) : context_(context), types_(context.types), scope_(scope) {}

  /// The expression as it is written: a place or a value.
  ExprPtr check(const syntax::Expr& expr);
  /// The value of the expression: places are read, arrays become pointers to their first element.
  ExprPtr value(const syntax::Expr& expr);
  /// The same for an argument, which may also be the address of a local.
  ExprPtr argument(const syntax::Expr& expr);
  ExprPtr number(const syntax::Expr& expr, const std::string& what);
  ExprPtr condition(const syntax::Expr& expr);
  /// A condition whose value is 0 or 1.
  ExprPtr truth(const syntax::Expr& expr);
  ExprPtr assigned(const syntax::Expr& expr, const Type* type, const std::string& what);
  ExprPtr place(const syntax::Expr& expr, const std::string& what);
  /// An expression statement; its type may be void.
  ExprPtr discarded(const syntax::Expr& expr);

  /// Reads a place; an array becomes a pointer to its first element.
  ExprPtr load(ExprPtr expr);
  /// Records that the place is stored to. Returns false, with an error, if that is forbidden.
  bool mark_assigned(Expr& place);
  // guards.cpp: the calls that take what is guarded, and give it back
  ExprPtr take(const Guard& guard);
  ExprPtr give(const Guard& guard);
  /// Assigns a whole struct; the expression has no value.
  ExprPtr copy(ExprPtr target, const syntax::Expr& value, Span span);
  ExprPtr variable_place(Variable* variable, Span span);

 private:
  ExprPtr visit(const syntax::IntegerLiteral& literal, Span span);
  ExprPtr visit(const syntax::BoolLiteral& literal, Span span);
  ExprPtr visit(const syntax::NullLiteral& literal, Span span);
  ExprPtr visit(const syntax::StringLiteral& literal, Span span);
  ExprPtr visit(const syntax::NameExpr& name, Span span);
  ExprPtr visit(const syntax::UnaryExpr& unary, Span span);
  ExprPtr visit(const syntax::BinaryExpr& binary, Span span);
  ExprPtr visit(const syntax::AssignExpr& assignment, Span span);
  ExprPtr visit(const syntax::ConditionalExpr& conditional, Span span);
  ExprPtr visit(const syntax::CallExpr& call, Span span);
  ExprPtr visit(const syntax::IndexExpr& index, Span span);
  ExprPtr visit(const syntax::MemberExpr& member, Span span);
  ExprPtr visit(const syntax::CastExpr& cast, Span span);
  ExprPtr visit(const syntax::AnyExpr& any, Span span);
  ExprPtr visit(const syntax::QuantifierExpr& quantifier, Span span);
  ExprPtr visit(const syntax::TemporalExpr& temporal, Span span);
  ExprPtr next(const syntax::TemporalExpr& temporal, Span span);
  ExprPtr visit(const syntax::InitializerList& list, Span span);

  // names.cpp
  ExprPtr global(const std::string& name, Span span);
  ExprPtr retval(Span span);
  ExprPtr self(Span span);
  ExprPtr unknown(const std::string& name, Span span);

  // places.cpp
  ExprPtr address_of(const syntax::Expr& operand, Span span);
  ExprPtr dereference(ExprPtr pointer, Span span);
  /// The place that a pointer argument of a built-in points to.
  ExprPtr pointed_to(const syntax::Expr& pointer, const std::string& what);
  ExprPtr element(ExprPtr array, ExprPtr index, Span span);
  static const Variable* ghost_dimension(const Expr& part);
  ExprPtr ghost_index(const Expr& ghost, ExprPtr index);
  bool is_const_place(const Expr& place) const;
  static bool is_local_address(const Expr& expr);

  // operators.cpp, arithmetic.cpp
  ExprPtr promoted(ExprPtr expr);
  bool is_number(const Expr& expr, const std::string& what);
  ExprPtr arithmetic(ExprKind kind, ExprPtr left, ExprPtr right, Span span);
  ExprPtr shift(ExprKind kind, ExprPtr left, ExprPtr right, Span span);
  ExprPtr add(bool subtract, ExprPtr left, ExprPtr right, Span span);
  ExprPtr pointer_add(ExprPtr pointer, ExprPtr offset, bool subtract, Span span);
  ExprPtr compare(syntax::BinaryOp op, ExprPtr left, ExprPtr right, Span span);
  ExprPtr logical(ExprKind kind, const syntax::BinaryExpr& binary, Span span);
  ExprPtr logical_not(const syntax::Expr& operand, Span span);
  ExprPtr increment(const syntax::UnaryExpr& unary, Span span);

  // assignments.cpp
  ExprPtr compound(const syntax::AssignExpr& assignment, syntax::BinaryOp op, Span span);

  // calls.cpp
  ExprPtr user_call(const syntax::CallExpr& call, Span span);
  ExprPtr call_of(const std::string& name, std::vector<ExprPtr> arguments, const syntax::Identifier& callee, Span span);
  ExprPtr given(const syntax::CallExpr& call, std::size_t number);

  bool is_own(const Builtin& builtin, Span span) const;

  // waits.cpp: the other forms of wait_event
  ExprPtr wait_queue(const syntax::CallExpr& call);
  ExprPtr look_once(const syntax::CallExpr& call, Span span);
  ExprPtr wait_event_timeout(const syntax::CallExpr& call, Span span);
  ExprPtr wait_event_signal(const syntax::CallExpr& call, Span span);
  ExprPtr wait_event_signal_timeout(const syntax::CallExpr& call, Span span);
  ExprPtr wait_event_lock_irq(const syntax::CallExpr& call, Span span);

  // macros.cpp: what the kernel has macros for, with operands of any type
  Variable* new_let(const std::string& name, const Type* type, Span span);
  ExprPtr let(Variable* variable, ExprPtr value, ExprPtr body);
  ExprPtr choose(ExprPtr left, ExprPtr right, bool least, Span span);
  bool common_operands(const syntax::CallExpr& call, std::vector<ExprPtr>& operands);
  ExprPtr least_or_greatest(const syntax::CallExpr& call, Span span);
  ExprPtr clamp(const syntax::CallExpr& call, Span span);
  ExprPtr swap(const syntax::CallExpr& call, Span span);
  ExprPtr bit(const syntax::CallExpr& call, Span span);
  ExprPtr bits(const syntax::CallExpr& call, Span span);
  ExprPtr data_race(const syntax::CallExpr& call, Span span);

  // rcu.cpp
  ExprPtr after_check(const std::string& check, std::vector<ExprPtr> arguments, ExprPtr then, Span span);
  ExprPtr rcu_dereference(const syntax::CallExpr& call, Span span);
  ExprPtr rcu_assign(const syntax::CallExpr& call, Span span);
  ExprPtr rcu_replace(const syntax::CallExpr& call, Span span);

  // callbacks.cpp
  ExprPtr kref_put(const syntax::CallExpr& call, Span span);

  // pools.cpp
  ExprPtr allocate(const syntax::CallExpr& call, Span span);
  ExprPtr free_object(const syntax::CallExpr& call, Span span);

  // prints.cpp
  ExprPtr print(const syntax::CallExpr& call, Span span);
  ExprPtr warn_with_text(const syntax::CallExpr& call, Span span);

  // builtins.cpp
  friend struct BuiltinTable;
  ExprPtr read_once(const syntax::CallExpr& call, Span span);
  ExprPtr write_once(const syntax::CallExpr& call, Span span);
  ExprPtr load_acquire(const syntax::CallExpr& call, Span span);
  ExprPtr store_release(const syntax::CallExpr& call, Span span);
  ExprPtr exchange(const syntax::CallExpr& call, Span span);
  ExprPtr compare_exchange(const syntax::CallExpr& call, Span span);
  ExprPtr try_compare_exchange(const syntax::CallExpr& call, Span span);
  ExprPtr fence(const syntax::CallExpr& call, Span span);
  ExprPtr wait_event(const syntax::CallExpr& call, Span span);
  ExprPtr cond_resched(const syntax::CallExpr& call, Span span);
  ExprPtr bug(const syntax::CallExpr& call, Span span);
  ExprPtr bug_on(const syntax::CallExpr& call, Span span);
  ExprPtr warn_on(const syntax::CallExpr& call, Span span);
  ExprPtr vm_bug_on(const syntax::CallExpr& call, Span span);
  ExprPtr vm_warn_on(const syntax::CallExpr& call, Span span);
  ExprPtr vm_check(ExprPtr check);
  ExprPtr fail_if(const syntax::CallExpr& call, Span span, Check check, const Type* type);
  ExprPtr array_size(const syntax::CallExpr& call, Span span);
  ExprPtr likely(const syntax::CallExpr& call, Span span);
  ExprPtr assert_(const syntax::CallExpr& call, Span span);
  ExprPtr poison(const syntax::CallExpr& call, Span span);
  // locks.cpp
  ExprPtr lock_fault(const syntax::CallExpr& call, Span span);
  ExprPtr own(const syntax::CallExpr& call, Span span);
  ExprPtr lockdep(const syntax::CallExpr& call, Span span);
  ExprPtr may_sleep(ExprPtr then, Span span);
  ExprPtr store(ExprPtr place, const syntax::Expr& value, Ordering ordering, Span span);
  /// The source text of the span on one line. It is the message of a check that has no text.
  std::string text_of(Span span) const;

  // choices.cpp
  bool range_bounds(const syntax::Expr& low, const syntax::Expr& high, ExprPtr& first, ExprPtr& last);
  ExprPtr shared_array(const syntax::Expr& expr, const std::string& what);
  Variable* bind(const syntax::QuantifierExpr& quantifier, const Expr& first, const Expr* last);

  Context& context_;
  Types& types_;
  Scope& scope_;
  bool forming_address_ = false;  ///< inside the operand of &: one past the end of an array is allowed
};

/// The kind of node for an operator that becomes one node: arithmetic, bitwise, == and !=.
ExprKind operator_kind(syntax::BinaryOp op);

}  // namespace pagerace::semantics
