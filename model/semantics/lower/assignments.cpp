// Expressions that change something: assignments, increments, and the atomic exchanges.
#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

namespace {

/// Sets a variable for as long as it exists.
template <class T>
class Scoped {
 public:
  Scoped(T& variable, T value) : variable_(variable), before_(variable) { variable_ = value; }
  ~Scoped() { variable_ = before_; }
  Scoped(const Scoped&) = delete;
  Scoped& operator=(const Scoped&) = delete;

 private:
  T& variable_;
  T before_;
};

}  // namespace

Register Emitter::assign(const Expr& expr) {
  const Scoped pinned(pins_, has_effect(*expr.operands[1]) ? Pins::All : pins_);
  const Place target = place(*expr.operands[0]);
  if (expr.operands[0]->type->kind == TypeKind::Struct) {
    const Expr& source = *expr.operands[1];
    copy_object(target, place(source.kind == ExprKind::Read ? *source.operands[0] : source), expr);
    return kNoRegister;
  }
  const Register stored = value(*expr.operands[1]);
  store(target, stored, expr.ordering, expr.span);
  return stored;
}

void Emitter::copy_object(const Place& to, const Place& from, const Expr& at) {
  if (to.type->is_scalar()) return store(to, load(from, Ordering::Plain, at.span), Ordering::Plain, at.span);
  if (to.type->kind == TypeKind::Struct) {
    for (std::size_t i = 0; i < to.type->structure->fields.size(); i++)
      copy_object(member(to, i, at.span), member(from, i, at.span), at);
    return;
  }
  Place target = to, source = from;
  target.type = source.type = to.type->element;
  for (std::uint32_t i = 0; i < to.type->count; i++) {
    copy_object(target, source, at);
    target.offset += memory_.cells_of(target.type);
    source.offset += memory_.cells_of(target.type);
  }
}

Register Emitter::pointer_add(Register pointer, Register count, const Type* type, Span span) {
  const auto scale = static_cast<std::int32_t>(memory_.cells_of(type->element));
  return as_.pointer_add(pointer, count, scale, memory_.pointee_table(type->element), type, span);
}

Register Emitter::compound_assign(const Expr& expr) {
  const Scoped pinned(pins_, has_effect(*expr.operands[1]) ? Pins::All : pins_);
  const Place target = place(*expr.operands[0]);
  const Type* type = expr.operands[0]->type;
  Register before = load(target, Ordering::Plain, expr.span);
  if (has_effect(*expr.operands[1])) {  // the old value is read first
    const Register kept = as_.fresh(type);
    as_.move(kept, before, expr.span);
    before = kept;
  }
  if (type->is_pointer()) {
    Register count = value(*expr.operands[1]);
    if (expr.op == ExprKind::Subtract) count = as_.unary(Opcode::Negate, count, int_type(), expr.span);
    const Register after = pointer_add(before, count, type, expr.span);
    store(target, after, Ordering::Plain, expr.span);
    return after;
  }
  before = convert(before, type, expr.computation, true, expr.span);
  const Register operand = value(*expr.operands[1]);
  const Register after =
      convert(arithmetic(expr.op, before, operand, expr.computation, expr), expr.computation, type, false, expr.span);
  store(target, after, Ordering::Plain, expr.span);
  return after;
}

Register Emitter::increment(const Expr& expr) {
  const Place target = place(*expr.operands[0]);
  const Type* type = expr.operands[0]->type;
  Register before = load(target, Ordering::Plain, expr.span);
  if (expr.postfix && target.kind == Place::Kind::Local) {  // the old value is needed after the assignment
    const Register kept = as_.fresh(type);
    as_.move(kept, before, expr.span);
    before = kept;
  }
  const Register after = increment_from(expr, target, before);
  return expr.postfix ? before : after;
}

/// Stores what comes after `before`, and returns it.
Register Emitter::increment_from(const Expr& expr, const Place& target, Register before) {
  const Type* type = expr.operands[0]->type;
  Register after = kNoRegister;
  if (type->is_pointer()) {
    after = pointer_add(before, as_.constant(expr.value, int_type(), expr.span), type, expr.span);
  } else {
    const Type* wide = type->kind == TypeKind::Integer && type->bits >= 32 ? type : int_type();
    const Register one = as_.constant(1, wide, expr.span);
    const ExprKind op = expr.value > 0 ? ExprKind::Add : ExprKind::Subtract;
    after = convert(arithmetic(op, before, one, wide, expr), wide, type, false, expr.span);
  }
  store(target, after, Ordering::Plain, expr.span);
  return after;
}

// xchg, cmpxchg, try_cmpxchg are one step and fully ordered (Documentation/atomic_t.txt in the kernel tree).

Register Emitter::exchange(const Expr& expr) {
  const Scoped pinned(pins_, Pins::All);
  const Place target = place(*expr.operands[0]);
  const Register next = value_copy(*expr.operands[1]);
  begin_atomic(expr.span);
  const Register before = load(target, Ordering::Full, expr.span);
  store(target, next, Ordering::Full, expr.span);
  end_atomic();
  return before;
}

Register Emitter::compare_exchange(const Expr& expr) {
  const Scoped pinned(pins_, Pins::All);
  const Place target = place(*expr.operands[0]);
  const Register expected = value_copy(*expr.operands[1]);
  const Register next = value_copy(*expr.operands[2]);
  const Label differs = as_.label();
  begin_atomic(expr.span);
  const Register before = load(target, Ordering::Full, expr.span);
  as_.branch_zero(as_.binary(Opcode::Equal, before, expected, int_type(), expr.span), differs, expr.span);
  store(target, next, Ordering::Full, expr.span);
  as_.bind(differs);
  end_atomic();
  return before;
}

Register Emitter::try_compare_exchange(const Expr& expr) {
  const Scoped pinned(pins_, Pins::All);
  const Place target = place(*expr.operands[0]);
  const Place expected_place = place(*expr.operands[1]);
  const Register next = value_copy(*expr.operands[2]);
  const Label differs = as_.label();
  const Label end = as_.label();
  const Register expected = as_.fresh(expected_place.type);
  as_.move(expected, load(expected_place, Ordering::Plain, expr.span), expr.span);
  const Register done = as_.fresh(expr.type);
  begin_atomic(expr.span);
  const Register before = load(target, Ordering::Full, expr.span);
  as_.emit({.op = Opcode::Equal, .dst = done, .a = before, .b = expected, .span = expr.span});
  as_.branch_zero(done, differs, expr.span);
  store(target, next, Ordering::Full, expr.span);
  as_.bind(differs);
  end_atomic();
  as_.branch_zero(as_.unary(Opcode::LogicalNot, done, int_type(), expr.span), end, expr.span);
  store(expected_place, before, Ordering::Plain, expr.span);
  as_.bind(end);
  return done;
}

}  // namespace pagerace::semantics
