// Values, from left to right.
#include <stdexcept>
#include <utility>

#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

using semantics::ExprKind;
using semantics::Storage;
using system::Check;

Value Walker::evaluate(const Expr& expr) {
  tick();
  const Held here(*this, &expr);
  switch (expr.kind) {
    case ExprKind::Constant:
      return expr.value;
    case ExprKind::Self:
      return self_;
    case ExprKind::Read: {
      const Expr& operand = *expr.operands[0];
      const bool bound = operand.kind == ExprKind::VariablePlace && operand.variable->storage == Storage::Bound;
      return bound ? bound_.at(operand.variable) : load(place(operand).slot);
    }
    case ExprKind::AddressOf: {
      const Place object = place(*expr.operands[0], true);
      return layout_.pointer(object.extent, object.index);
    }
    case ExprKind::Conditional:
      return evaluate(*expr.operands[0]) != 0 ? evaluate(*expr.operands[1]) : evaluate(*expr.operands[2]);
    case ExprKind::Comma:
      evaluate(*expr.operands[0]);
      return evaluate(*expr.operands[1]);
    case ExprKind::Let: {
      const Value value = evaluate(*expr.operands[0]);
      add_local(*expr.variable);
      store(local_bases_.at(expr.variable), value);
      const Value result = evaluate(*expr.operands[1]);
      locals_.pop_back();
      local_bases_.erase(expr.variable);
      return result;
    }
    case ExprKind::LogicalAnd:
    case ExprKind::LogicalOr:
    case ExprKind::Imply:
    case ExprKind::Equivalent:
      return logical(expr);
    case ExprKind::Next: {
      Memory* const now = std::exchange(memory_, after_);
      const Value value = evaluate(*expr.operands[0]);
      memory_ = now;
      return value;
    }
    case ExprKind::AnyElement: {
      const Place array = place(*expr.operands[0]);
      return layout_.pointer({array.slot, array.type->element, array.type->count}, choose(array.type->count));
    }
    case ExprKind::AnyRange:
      return any_range(expr);
    case ExprKind::Forall:
    case ExprKind::Exists:
      return quantified(expr);
    case ExprKind::Call:
      return call(expr);
    default:
      return expr.operands.size() == 1 ? unary(expr) : other(expr);
  }
}

Value Walker::unary(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Negate:
      return negated(evaluate(*expr.operands[0]), expr.type);
    case ExprKind::BitNot:
      return complement(evaluate(*expr.operands[0]), expr.type);
    case ExprKind::LogicalNot:
      return evaluate(*expr.operands[0]) == 0;
    case ExprKind::Convert: {
      const Value value = evaluate(*expr.operands[0]);
      const Type* from = expr.operands[0]->type;
      if (!expr.type->is_arithmetic() || !from->is_arithmetic()) return value;
      return expr.wraps ? converted(value, from, expr.type) : assigned(value, from, expr.type);
    }
    case ExprKind::Increment:
      return increment(expr);
    case ExprKind::FailIf:
    case ExprKind::Assert:
    case ExprKind::LockFault:
      return fail(expr);
    case ExprKind::Own: {
      // Its reads begin no step.
      ++depth_;
      const Value said = evaluate(*expr.operands[0]);
      --depth_;
      return said;
    }
    case ExprKind::Poison:
    case ExprKind::Unpoison: {
      const Place object = place(*expr.operands[0]);
      // Where nothing poisons such a struct, there is nothing to take back and nothing to notice.
      if (is_poisoned(object.type)) set_poison(object, expr.kind == ExprKind::Poison);
      return 0;
    }
    default:
      throw std::logic_error("no value with one operand");
  }
}

Value Walker::other(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Less:
    case ExprKind::LessEqual:
    case ExprKind::Equal:
    case ExprKind::NotEqual:
      return compare(expr);
    case ExprKind::Assign:
      return assign(expr);
    case ExprKind::CompoundAssign:
      return compound(expr);
    case ExprKind::Exchange:
    case ExprKind::CompareExchange:
      return exchange(expr);
    case ExprKind::TryCompareExchange:
      return try_exchange(expr);
    case ExprKind::WaitEvent:
      return wait_event(expr);
    case ExprKind::Yield:
      if (depth_ == 0) boundary();
      return 0;
    case ExprKind::FenceExpr:
    case ExprKind::SwitchedOff:
      return 0;
    case ExprKind::Fail:
      return fail(expr);
    default:
      return binary(expr);
  }
}

Value Walker::logical(const Expr& expr) {
  const bool left = evaluate(*expr.operands[0]) != 0;
  if (expr.kind == ExprKind::LogicalAnd && !left) return 0;
  if (expr.kind == ExprKind::LogicalOr && left) return 1;
  if (expr.kind == ExprKind::Imply && !left) return 1;
  const Held held(*this, left);
  const bool right = evaluate(*expr.operands[1]) != 0;
  return expr.kind == ExprKind::Equivalent ? left == right : right;
}

Value Walker::compare(const Expr& expr) {
  const Type* type = expr.operands[0]->type;
  const Value left = evaluate(*expr.operands[0]);
  const Held held(*this, left);
  const Value right = evaluate(*expr.operands[1]);
  const Exact a = type->is_pointer() ? Exact{layout_.address(left)} : exact(left, type);
  const Exact b = type->is_pointer() ? Exact{layout_.address(right)} : exact(right, type);
  switch (expr.kind) {
    case ExprKind::Less:
      return a < b;
    case ExprKind::LessEqual:
      return a <= b;
    case ExprKind::Equal:
      return a == b;
    default:
      return a != b;
  }
}

Value Walker::binary(const Expr& expr) {
  const Value left = evaluate(*expr.operands[0]);
  const Held held(*this, left);
  const Value right = evaluate(*expr.operands[1]);
  if (expr.kind == ExprKind::PointerAdd) return pointer_add(left, right);
  if (expr.kind == ExprKind::PointerDifference) {
    if (right == 0) throw Failed{Check::NullPointer};
    const bool alike = left != 0 && layout_.extent(left).base == layout_.extent(right).base;
    if (!alike) throw Failed{Check::OutOfBounds};
    return Layout::index(left) - Layout::index(right);
  }
  return compute(expr.kind, expr.type, left, right, expr.operands[1]->type);
}

Value Walker::pointer_add(Value pointer, Value by) {
  // In C there is no arithmetic on NULL, not even adding 0.
  if (pointer == 0) throw Failed{Check::NullPointer};
  const Extent extent = layout_.extent(pointer);
  const Exact index = Exact{Layout::index(pointer)} + by;
  if (index < 0 || index > extent.count) throw Failed{Check::OutOfBounds};
  return layout_.pointer(extent, static_cast<Value>(index));
}

namespace {

/// Counted as unsigned: what follows the greatest s64 is a u64.
Value at_distance(Value low, Value count) {
  return static_cast<Value>(static_cast<std::uint64_t>(low) + static_cast<std::uint64_t>(count));
}

}  // namespace

Value Walker::any_range(const Expr& expr) {
  const Value low = evaluate(*expr.operands[0]);
  const Held held(*this, low);
  const Value high = evaluate(*expr.operands[1]);
  const Held held_high(*this, high);
  const Exact count = exact(high, expr.type) - exact(low, expr.type) + 1;
  if (count <= 0) throw Failed{Check::ValueRange};
  return at_distance(low, choose(static_cast<Value>(count)));
}

std::vector<Value> Walker::values_of(const Expr& quantifier) {
  std::vector<Value> values;
  if (quantifier.operands.size() == 3) {
    const Type* type = quantifier.operands[0]->type;
    const Exact last = exact(quantifier.operands[1]->value, type);
    for (Exact i = exact(quantifier.operands[0]->value, type); i <= last; ++i) values.push_back(static_cast<Value>(i));
    return values;
  }
  const Variable& array = *quantifier.operands[0]->variable;
  const Extent extent{layout_.base(array), array.type->element, array.type->count};
  for (Value i = 0; i < extent.count; ++i) values.push_back(layout_.pointer(extent, i));
  return values;
}

Value Walker::quantified(const Expr& expr) {
  const bool universal = expr.kind == ExprKind::Forall;
  const Expr& body = *expr.operands.back();
  const bool over_array = expr.operands.size() == 2;
  const Place array = over_array ? place(*expr.operands[0]) : Place{};
  const Held held_array(*this, array.slot);
  const Value low = over_array ? 0 : evaluate(*expr.operands[0]);
  const Held held_low(*this, low);
  const Value high = over_array ? array.type->count - Value{1} : evaluate(*expr.operands[1]);
  const Held held_high(*this, high);
  const Type* type = expr.operands[0]->type;
  const Exact count = over_array ? Exact{high} + 1 : exact(high, type) - exact(low, type) + 1;
  for (Value round = 0; round < count; ++round) {
    tick();
    const Value i = at_distance(low, round);
    const Held held(*this, i);
    bound_[expr.variable] = over_array ? layout_.pointer({array.slot, array.type->element, array.type->count}, i) : i;
    if ((evaluate(body) != 0) != universal) return !universal;
  }
  return universal;
}

}  // namespace pagerace::oracle
