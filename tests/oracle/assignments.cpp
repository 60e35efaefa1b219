// Whatever changes an object, and what is checked on the way.
#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

using semantics::ExprKind;
using system::Check;
using system::TypeKind;

namespace {

/// What C promotes a value of an object to.
const Type* promoted(const Type* type, int width, const Type* int_type) {
  const bool narrow = type->kind != TypeKind::Integer || type->bits < 32 || (width > 0 && width < 32);
  return narrow ? int_type : type;
}

}  // namespace

Value Walker::assign(const Expr& expr) {
  const Place to = place(*expr.operands[0]);
  const Held held(*this, to.slot);
  if (to.type->kind == TypeKind::Struct) {
    copy(to, place(*expr.operands[1]->operands[0]));
    return 0;
  }
  const Value value = evaluate(*expr.operands[1]);
  store(to.slot, value);
  return value;
}

void Walker::copy(const Place& to, const Place& from) {
  const Held held(*this, from.slot);
  for (Value i = 0; i < size_of(to.type); ++i) {
    const Held member(*this, i);
    store(to.slot + i, load(from.slot + i));
  }
}

Value Walker::compound(const Expr& expr) {
  const Place to = place(*expr.operands[0]);
  const Held held(*this, to.slot);
  const Value old = load(to.slot);
  const Held loaded(*this, old);
  const Value operand = evaluate(*expr.operands[1]);
  Value value = 0;
  if (expr.op == ExprKind::PointerAdd) {
    value = pointer_add(old, operand);
  } else {
    const Type* type = expr.computation;
    const Value left = converted(old, to.type, type);
    value = compute(expr.op, type, left, operand, expr.operands[1]->type);
    value = to.type->kind == TypeKind::Bool ? value != 0 : assigned(value, type, to.type);
  }
  store(to.slot, value);
  return value;
}

Value Walker::increment(const Expr& expr) {
  const Place to = place(*expr.operands[0]);
  const Held held(*this, to.slot);
  const Value old = load(to.slot);
  const Held loaded(*this, old);
  Value value = 0;
  if (to.type->is_pointer()) {
    value = pointer_add(old, expr.value);
  } else {
    const Type* type = promoted(to.type, to.width, program_.types->int_type());
    value = compute(ExprKind::Add, type, converted(old, to.type, type), expr.value, type);
    value = to.type->kind == TypeKind::Bool ? value != 0 : assigned(value, type, to.type);
  }
  store(to.slot, value);
  return expr.postfix ? old : value;
}

Value Walker::exchange(const Expr& expr) {
  const Place to = place(*expr.operands[0]);
  const Held held(*this, to.slot);
  const Value first = evaluate(*expr.operands[1]);
  const Held evaluated(*this, first);
  const bool compares = expr.kind == ExprKind::CompareExchange;
  const Value value = compares ? evaluate(*expr.operands[2]) : first;
  const Held stored(*this, value);
  const Section whole(*this, &expr);
  const Value old = load(to.slot);
  if (!compares || old == first) store(to.slot, value);
  return old;
}

Value Walker::try_exchange(const Expr& expr) {
  const Place to = place(*expr.operands[0]);
  const Held held(*this, to.slot);
  const Place expected = place(*expr.operands[1]);
  const Held other(*this, expected.slot);
  const Value value = evaluate(*expr.operands[2]);
  const Held stored(*this, value);
  const Section whole(*this, &expr);
  const Value wanted = load(expected.slot);
  const Value old = load(to.slot);
  if (old == wanted) {
    store(to.slot, value);
    return 1;
  }
  store(expected.slot, old);
  return 0;
}

Value Walker::wait_event(const Expr& expr) {
  if (expr.may_end) {
    const Section whole(*this, &expr);
    return evaluate(*expr.operands[1]) != 0;
  }
  const Value sleepers = place(*expr.operands[0]).slot;
  const Held held(*this, sleepers);
  const Value mine = Value{1} << (self_ - 1);
  for (bool sleeps = false;; sleeps = true) {
    const Held phase(*this, sleeps);
    {
      const Section whole(*this, &expr);
      touch(sleepers, true);
      if (sleeps && live_ && (memory_->values[static_cast<std::size_t>(sleepers)] & mine) != 0) throw Blocked{};
      if (evaluate(*expr.operands[1]) != 0) return 0;
      store(sleepers, load(sleepers) | mine);
    }
    if (expr.operands.size() > 2) sleep_unlocked(expr, sleepers, mine);
  }
}

/// A lock is given back while it sleeps.
void Walker::sleep_unlocked(const Expr& expr, Value sleepers, Value mine) {
  evaluate(*expr.operands[2]);
  {
    const Section whole(*this, &expr);
    touch(sleepers, true);
    if (live_ && (memory_->values[static_cast<std::size_t>(sleepers)] & mine) != 0) throw Blocked{};
  }
  evaluate(*expr.operands[3]);
}

Value Walker::fail(const Expr& expr) {
  if (expr.kind == ExprKind::Fail) {
    before_check();
    if (expr.check != Check::WarnOn) throw Failed{expr.check};
    report(Check::WarnOn);
    return 0;
  }
  if (expr.goes_on && self_ == 0) return 0;
  const bool is_true = evaluate(*expr.operands[0]) != 0;
  const Held said(*this, is_true);
  before_check();
  if (expr.kind == ExprKind::LockFault) {
    if (is_true && !expr.goes_on) throw Failed{expr.check};
    if (is_true) report(expr.check);
    return 0;
  }
  if (expr.kind == ExprKind::Assert) {
    if (live_) evidence_.asserted.insert(&expr);
    if (!is_true) report(Check::Assertion);
    if (!is_true && property_ >= 0) throw ProbeEnds{};
    return 0;
  }
  if (is_true && expr.check != Check::WarnOn) throw Failed{expr.check};
  if (is_true) report(Check::WarnOn);
  return is_true;
}

}  // namespace pagerace::oracle
