// Values: reads, operators, conversions, choices. What C leaves undefined is reported here as a violation.
#include <fmt/format.h>

#include <algorithm>

#include "model/semantics/lower/emitter.hpp"
#include "model/semantics/ranges.hpp"

namespace pagerace::semantics {

namespace {

bool is_unsigned64(const Type* type) { return type->kind == TypeKind::Integer && type->bits == 64 && !type->is_signed; }
bool is_signed_integer(const Type* type) {
  return type->kind == TypeKind::Enum || (type->kind == TypeKind::Integer && type->is_signed);
}

Range type_range(const Type* type) {
  // In an expression an enum is an int; only variables of the enum are limited to its constants.
  if (type->kind == TypeKind::Enum)
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  return type->range();
}

}  // namespace

bool has_effect(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::Increment:
    case ExprKind::Call:
    case ExprKind::Exchange:
    case ExprKind::CompareExchange:
    case ExprKind::TryCompareExchange:
    case ExprKind::WaitEvent:
    case ExprKind::Poison:
    case ExprKind::Unpoison:
    case ExprKind::Allocate:
      return true;
    default:
      break;
  }
  return std::ranges::any_of(expr.operands, [](const ExprPtr& operand) { return has_effect(*operand); });
}

Register Emitter::value_copy(const Expr& expr) {
  const Register result = value(expr);
  if (!as_.code().registers[result].is_variable) return result;
  const Register copy = as_.fresh(expr.type);
  as_.move(copy, result, expr.span);
  return copy;
}

/// The value for a place, in a register that nothing assigns while the place is in use.
Register Emitter::pinned_value(const Expr& expr) {
  if (pins_ == Pins::All) return value_copy(expr);
  const Register result = value(expr);
  if (pins_ == Pins::None || !as_.has_address(result)) return result;
  const Register copy = as_.fresh(expr.type);
  as_.move(copy, result, expr.span);
  return copy;
}

void Emitter::effect(const Expr& expr) {
  if (expr.kind == ExprKind::Increment && !expr.operands[0]->type->is_pointer()) {
    increment(expr);
  } else {
    value(expr);
  }
}

Register Emitter::value(const Expr& expr) {
  if (&expr == known_value_.expr) return known_value_.value;
  switch (expr.kind) {
    case ExprKind::Constant:
      return as_.constant(expr.value, expr.type, expr.span);
    case ExprKind::Self: {
      const Register dst = as_.fresh(expr.type);
      as_.emit({.op = Opcode::Self, .dst = dst, .span = expr.span});
      return dst;
    }
    case ExprKind::Read:
      return load(place(*expr.operands[0]), expr.ordering, expr.span);
    case ExprKind::AddressOf:
      return address_of(object_place(*expr.operands[0]), expr.type, expr.span);
    case ExprKind::Less:
    case ExprKind::LessEqual:
    case ExprKind::Equal:
    case ExprKind::NotEqual:
      return comparison(expr);
    case ExprKind::LogicalAnd:
    case ExprKind::LogicalOr:
    case ExprKind::Imply:
      return logical(expr);
    case ExprKind::Equivalent: {
      const Register a = as_.unary(Opcode::ToBool, value(*expr.operands[0]), expr.type, expr.span);
      const Register b = as_.unary(Opcode::ToBool, value(*expr.operands[1]), expr.type, expr.span);
      return as_.binary(Opcode::Equal, a, b, expr.type, expr.span);
    }
    case ExprKind::Next:
      return next(expr);
    case ExprKind::Conditional:
      return conditional(expr);
    case ExprKind::Comma:
      effect(*expr.operands[0]);
      return value(*expr.operands[1]);
    case ExprKind::Let:
      frame_->bindings[expr.variable] = bind_argument(*expr.variable, *expr.operands[0], has_effect(*expr.operands[0]));
      return value(*expr.operands[1]);
    case ExprKind::Convert:
      return convert(value(*expr.operands[0]), expr.operands[0]->type, expr.type, expr.wraps, expr.span);
    case ExprKind::PointerAdd: {
      const Register pointer = has_effect(*expr.operands[1]) ? value_copy(*expr.operands[0]) : value(*expr.operands[0]);
      return pointer_add(pointer, value(*expr.operands[1]), expr.type, expr.span);
    }
    case ExprKind::PointerDifference:
      return pointer_difference(expr);
    case ExprKind::VariablePlace:
    case ExprKind::Dereference:
    case ExprKind::Element:
    case ExprKind::Member:
      return load(place(expr), Ordering::Plain, expr.span);
    default:
      return operation(expr);
  }
}

Register Emitter::operation(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Negate:
      return arithmetic(ExprKind::Subtract, as_.constant(0, expr.type, expr.span), value(*expr.operands[0]), expr.type,
                        expr);
    case ExprKind::BitNot:
      return wrap(as_.unary(Opcode::BitNot, value(*expr.operands[0]), expr.type, expr.span), expr.type, expr);
    case ExprKind::LogicalNot:
      return as_.unary(Opcode::LogicalNot, value(*expr.operands[0]), expr.type, expr.span);
    case ExprKind::Multiply:
    case ExprKind::Divide:
    case ExprKind::Remainder:
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::ShiftLeft:
    case ExprKind::ShiftRight:
    case ExprKind::BitAnd:
    case ExprKind::BitOr:
    case ExprKind::BitXor: {
      const Register a = has_effect(*expr.operands[1]) ? value_copy(*expr.operands[0]) : value(*expr.operands[0]);
      return arithmetic(expr.kind, a, value(*expr.operands[1]), expr.type, expr);
    }
    default:
      return change(expr);
  }
}

/// Expressions that change something, choose, or loop.
Register Emitter::change(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Assign:
      return assign(expr);
    case ExprKind::CompoundAssign:
      return compound_assign(expr);
    case ExprKind::Increment:
      return increment(expr);
    case ExprKind::Call:
      return call(expr);
    case ExprKind::Allocate:
      return allocate(expr);
    case ExprKind::AnyElement:
      return any_element(expr);
    case ExprKind::AnyRange:
      return any_range(expr);
    case ExprKind::Forall:
    case ExprKind::Exists:
    case ExprKind::Count:
      return quantifier(expr);
    case ExprKind::Exchange:
      return exchange(expr);
    case ExprKind::CompareExchange:
      return compare_exchange(expr);
    case ExprKind::TryCompareExchange:
      return try_compare_exchange(expr);
    case ExprKind::WaitEvent:
      return wait_event(expr);
    case ExprKind::FailIf:
      return fail_if(expr);
    case ExprKind::Own:
      return own(expr);
    default:
      built_in(expr);
      return kNoRegister;  // a void expression: nothing reads it
  }
}

void Emitter::built_in(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::FenceExpr:
      fence(expr);
      break;
    case ExprKind::Yield:
      if (!in_atomic()) yield(PendingYield::Why::Always, expr.span);
      break;
    case ExprKind::Fail:
      fail_if(expr);
      break;
    case ExprKind::SwitchedOff:
      switched_off(expr);
      break;
    case ExprKind::Assert:
      assertion(expr);
      break;
    case ExprKind::Poison:
      set_poison(expr, 1);
      break;
    case ExprKind::Unpoison:
      set_poison(expr, 0);
      break;
    case ExprKind::LockFault:
      lock_fault(expr);
      break;
    default:
      break;
  }
}

Register Emitter::wrap(Register a, const Type* type, const Expr& at) {
  // Signed arithmetic that leaves its type is undefined in C, so it is a violation. For 64 bits see check_overflow.
  if (type->kind == TypeKind::Bool) return as_.unary(Opcode::ToBool, a, type, at.span);
  if (bits_of(type) == 64) return a;
  if (is_signed_integer(type)) {
    as_.check_range(a, type_range(type), Check::ValueRange, "signed overflow", at.span);
    return a;
  }
  const Register dst = as_.fresh(type);
  as_.emit({.op = Opcode::Wrap, .bits = static_cast<std::uint8_t>(type->bits), .dst = dst, .a = a, .span = at.span});
  return dst;
}

Register Emitter::arithmetic(ExprKind kind, Register a, Register b, const Type* type, const Expr& at) {
  const Register result = operate(kind, a, b, type, at);
  if (bits_of(type) == 64 && is_signed_integer(type)) check_overflow(kind, a, b, result, type, at.span);
  return result;
}

Register Emitter::operate(ExprKind kind, Register a, Register b, const Type* type, const Expr& at) {
  switch (kind) {
    case ExprKind::Multiply:
      return wrap(as_.binary(Opcode::Multiply, a, b, type, at.span), type, at);
    case ExprKind::Add:
      return wrap(as_.binary(Opcode::Add, a, b, type, at.span), type, at);
    case ExprKind::Subtract:
      return wrap(as_.binary(Opcode::Subtract, a, b, type, at.span), type, at);
    case ExprKind::BitAnd:
      return as_.binary(Opcode::BitAnd, a, b, type, at.span);
    case ExprKind::BitOr:
      return as_.binary(Opcode::BitOr, a, b, type, at.span);
    case ExprKind::BitXor:
      return as_.binary(Opcode::BitXor, a, b, type, at.span);
    case ExprKind::Divide:
    case ExprKind::Remainder:
      return divide(kind, a, b, type, at);
    default:
      return shift(kind, a, b, type, at);
  }
}

Register Emitter::divide(ExprKind kind, Register a, Register b, const Type* type, const Expr& at) {
  as_.fail(as_.unary(Opcode::LogicalNot, b, int_type(), at.span), Check::Arithmetic, "division by zero", at.span);
  const bool natural = is_unsigned64(type);
  const Opcode op = kind == ExprKind::Divide ? (natural ? Opcode::DivideUnsigned : Opcode::DivideSigned)
                                             : (natural ? Opcode::RemainderUnsigned : Opcode::RemainderSigned);
  return wrap(as_.binary(op, a, b, type, at.span), type, at);
}

Register Emitter::shift(ExprKind kind, Register a, Register b, const Type* type, const Expr& at) {
  const int width = bits_of(type);
  as_.check_range(b, {0, width - 1}, Check::Arithmetic, fmt::format("shift by a count outside 0 .. {}", width - 1),
                  at.span);
  if (kind == ExprKind::ShiftLeft) return wrap(as_.binary(Opcode::ShiftLeft, a, b, type, at.span), type, at);
  return as_.binary(is_unsigned64(type) ? Opcode::ShiftRightUnsigned : Opcode::ShiftRightSigned, a, b, type, at.span);
}

Register Emitter::comparison(const Expr& expr) {
  const Register a = has_effect(*expr.operands[1]) ? value_copy(*expr.operands[0]) : value(*expr.operands[0]);
  const Register b = value(*expr.operands[1]);
  const bool natural = is_unsigned64(expr.operands[0]->type);
  Opcode op = Opcode::Equal;
  if (expr.kind == ExprKind::NotEqual) op = Opcode::NotEqual;
  if (expr.kind == ExprKind::Less) op = natural ? Opcode::LessUnsigned : Opcode::Less;
  if (expr.kind == ExprKind::LessEqual) op = natural ? Opcode::LessEqualUnsigned : Opcode::LessEqual;
  return as_.binary(op, a, b, expr.type, expr.span);
}

Register Emitter::logical(const Expr& expr) {
  // a && b; a || b; a imply b is !a || b. The right side is evaluated only if the left side does not decide.
  const Register result = as_.fresh(expr.type);
  const Label decided = as_.label();
  Register left = value(*expr.operands[0]);
  if (expr.kind == ExprKind::LogicalAnd) {
    as_.emit({.op = Opcode::Constant, .dst = result, .imm = 0, .span = expr.span});
    as_.branch_zero(left, decided, expr.span);
  } else {
    if (expr.kind == ExprKind::LogicalOr) left = as_.unary(Opcode::LogicalNot, left, int_type(), expr.span);
    as_.emit({.op = Opcode::Constant, .dst = result, .imm = 1, .span = expr.span});
    as_.branch_zero(left, decided, expr.span);
  }
  const Register right = value(*expr.operands[1]);
  as_.emit({.op = Opcode::ToBool, .dst = result, .a = right, .span = expr.span});
  as_.bind(decided);
  return result;
}

Register Emitter::conditional(const Expr& expr) {
  const Register result = as_.fresh(expr.type);
  const Label otherwise = as_.label();
  const Label end = as_.label();
  branch_unless(*expr.operands[0], otherwise);
  const Register then = value(*expr.operands[1]);
  if (then != kNoRegister) as_.move(result, then, expr.span);
  as_.jump(end, expr.span);
  as_.bind(otherwise);
  const Register other = value(*expr.operands[2]);
  if (other != kNoRegister) as_.move(result, other, expr.span);
  as_.bind(end);
  return result;
}

Register Emitter::convert(Register a, const Type* from, const Type* to, bool wraps, Span span) {
  if (from == to || to->kind == TypeKind::Void || to->is_pointer()) return a;
  if (to->kind == TypeKind::Bool) return as_.unary(Opcode::ToBool, a, to, span);
  const Range source = type_range(from);
  const Range target = type_range(to);
  const bool source_is_u64 = is_unsigned64(from);
  if (!source_is_u64 && !is_unsigned64(to) && source.low >= target.low && source.high <= target.high) return a;
  if (wraps) {
    if (bits_of(to) == 64) return a;  // the bits stay the same, only their meaning changes
    const Register dst = as_.fresh(to);
    as_.emit({.op = Opcode::Wrap,
              .bits = static_cast<std::uint8_t>(bits_of(to)),
              .is_signed = is_signed_integer(to),
              .dst = dst,
              .a = a,
              .span = span});
    return dst;
  }
  // A u64 above INT64_MAX is negative here, so it is outside of every other type.
  Range fits = target;
  if (source_is_u64 || is_unsigned64(to)) fits = {0, std::max<Value>(target.high, 0)};
  if (is_unsigned64(to)) fits.high = std::numeric_limits<Value>::max();
  if (source.low >= fits.low && source.high <= fits.high && !source_is_u64) return a;
  as_.check_range(a, fits, Check::ValueRange, "value does not fit in " + to->spelling(), span);
  return a;
}

Register Emitter::pointer_difference(const Expr& expr) {
  const Register a = has_effect(*expr.operands[1]) ? value_copy(*expr.operands[0]) : value(*expr.operands[0]);
  const Register b = value(*expr.operands[1]);
  const Type* element = expr.operands[0]->type->element;
  const Register cells = as_.binary(Opcode::Subtract, a, b, expr.type, expr.span);
  const Register size = as_.constant(memory_.cells_of(element), expr.type, expr.span);
  const Register elements = as_.binary(Opcode::DivideSigned, cells, size, expr.type, expr.span);
  // Moving `b` by so many elements, inside its array, must give `a`.
  const Register there = pointer_add(b, elements, expr.operands[0]->type, expr.span);
  as_.fail(as_.binary(Opcode::NotEqual, there, a, int_type(), expr.span), Check::OutOfBounds,
           "difference of pointers into different arrays", expr.span);
  return elements;
}

Place Emitter::object_place(const Expr& object) {
  return object.kind == ExprKind::Element ? element(object, true) : place(object);
}

Register Emitter::address_of(const Place& place, const Type* pointer, Span span) {
  if (place.kind == Place::Kind::Local || place.is_private) {
    context_.diagnostics.error(span, "the address of a local is used as a value here",
                               "a local's address may only be passed on to functions that use it through `*`");
    return as_.constant(0, pointer, span);
  }
  return as_.address(place.offset, place.base, 1, pointer, span);
}

Register Emitter::any_range(const Expr& expr) {
  const Register low = value_copy(*expr.operands[0]);
  const Register high = value(*expr.operands[1]);
  // If there is nothing to choose, the step would not exist, and it could not show the error.
  const bool natural = is_unsigned64(expr.type);
  const Opcode less = natural ? Opcode::LessUnsigned : Opcode::Less;
  as_.fail(as_.binary(less, high, low, int_type(), expr.span), Check::ValueRange,
           "any() has no value to choose: its range is empty", expr.span);
  const Register dst = as_.fresh(expr.type);
  const std::uint8_t bits = natural ? system::kUnsignedChoice : std::uint8_t{0};
  as_.emit({.op = Opcode::Choose, .bits = bits, .dst = dst, .a = low, .b = high, .span = expr.span});
  return dst;
}

Register Emitter::any_element(const Expr& expr) {
  const Place array = place(*expr.operands[0]);
  const Value last = static_cast<Value>(array.type->count) - 1;
  const Register low = as_.constant(0, int_type(), expr.span);
  const Register high = as_.constant(last, int_type(), expr.span);
  const Register index = as_.binary(Opcode::Choose, low, high, int_type(), expr.span);
  return element_address(array, index, expr);
}

Register Emitter::element_address(const Place& array, Register index, const Expr& at) {
  const Type* pointer = at.variable ? at.variable->type : at.type;
  const auto stride = static_cast<std::int32_t>(memory_.cells_of(array.type->element));
  const Register first = as_.address(array.offset, index, stride, pointer, at.span);
  return array.base == kNoRegister ? first : as_.binary(Opcode::Add, first, array.base, pointer, at.span);
}

}  // namespace pagerace::semantics
