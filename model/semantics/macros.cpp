// What the kernel has macros for that take operands of any type: min, max, clamp, swap, BIT, GENMASK.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

/// A name for a value that is used more than once and evaluated once.
Variable* Expressions::new_let(const std::string& name, const Type* type, Span span) {
  Variable* variable = context_.new_variable({name, span}, type, Storage::Parameter);
  if (type->is_arithmetic()) variable->range = type->range();
  return variable;
}

ExprPtr Expressions::let(Variable* variable, ExprPtr value, ExprPtr body) {
  if (!value || !body) return nullptr;
  const Type* type = body->type;
  const Span span = body->span;
  auto result = make(ExprKind::Let, type, span, std::move(value), std::move(body));
  result->variable = variable;
  return result;
}

/// Both are of one arithmetic type. Each is evaluated once, the left one first.
ExprPtr Expressions::choose(ExprPtr left, ExprPtr right, bool least, Span span) {
  const Type* type = left->type;
  if (is_constant(*left) && is_constant(*right)) {
    const bool is_unsigned = type->bits == 64 && !type->is_signed;
    const bool is_less = is_unsigned
                             ? static_cast<std::uint64_t>(left->value) < static_cast<std::uint64_t>(right->value)
                             : left->value < right->value;
    return make_constant((is_less == least ? *left : *right).value, type, span);
  }
  Variable* one = new_let("__one", type, span);
  Variable* other = new_let("__other", type, span);
  one->is_assigned = has_side_effect(*right);  // then it is a copy, and no other name for a variable
  const auto read = [&](Variable* variable) { return load(variable_place(variable, span)); };
  ExprPtr test = make(ExprKind::Less, types_.int_type(), span, read(one), read(other));
  ExprPtr chosen =
      make(ExprKind::Conditional, type, span, std::move(test), read(least ? one : other), read(least ? other : one));
  return let(one, std::move(left), let(other, std::move(right), std::move(chosen)));
}

/// The operands in one type. The kernel refuses to compare a signed with an unsigned one; so do we.
bool Expressions::common_operands(const syntax::CallExpr& call, std::vector<ExprPtr>& operands) {
  const std::string& name = call.callee.name;
  const Type* type = nullptr;
  std::size_t first = 0;
  if (name.ends_with("_t")) {
    const auto* written = std::get_if<syntax::CastExpr>(&call.arguments[0]->node);
    if (written == nullptr || written->operand) {
      context_.error(call.arguments[0]->span, fmt::format("argument 1 of '{}' is a type", name));
      return false;
    }
    type = context_.type_names->of(written->type);
    if (type == nullptr) return false;
    first = 1;
  }
  bool good = true;
  for (std::size_t i = first; i < call.arguments.size(); ++i) {
    operands.push_back(number(*call.arguments[i], quoted(name)));
    good = good && operands.back() != nullptr;
  }
  if (!good) return false;
  if (type != nullptr && !type->is_arithmetic()) {
    context_.error(call.arguments[0]->span, fmt::format("'{}' compares numbers", name));
    return false;
  }
  const bool is_given = type != nullptr;
  for (ExprPtr& operand : operands) {
    if (is_given) break;
    operand = promoted(std::move(operand));
    if (type == nullptr || is_constant(*operand)) {
      type = type == nullptr ? operand->type : common_type(types_, type, operand->type);
      continue;
    }
    const bool differ = type->is_signed != operand->type->is_signed && !is_constant(*operands.front());
    if (differ) {
      context_.error(call.callee.span,
                     fmt::format("'{}' of {} and {}: one of them has a sign", name, quoted(type->spelling()),
                                 quoted(operand->type->spelling())),
                     fmt::format("{}_t(TYPE, a, b) says how they are compared", name));
      return false;
    }
    type = common_type(types_, type, operand->type);
  }
  for (ExprPtr& operand : operands) operand = converted(context_, std::move(operand), type);
  return true;
}

/// min, max, and of three; min_t and max_t.
ExprPtr Expressions::least_or_greatest(const syntax::CallExpr& call, Span span) {
  std::vector<ExprPtr> operands;
  if (!common_operands(call, operands)) return nullptr;
  const bool least = call.callee.name.starts_with("min");
  ExprPtr result = std::move(operands.front());
  for (std::size_t i = 1; i < operands.size(); ++i)
    result = choose(std::move(result), std::move(operands[i]), least, span);
  return result;
}

/// clamp(value, low, high) is min(max(value, low), high).
ExprPtr Expressions::clamp(const syntax::CallExpr& call, Span span) {
  std::vector<ExprPtr> operands;
  if (!common_operands(call, operands)) return nullptr;
  ExprPtr raised = choose(std::move(operands[0]), std::move(operands[1]), false, span);
  return choose(std::move(raised), std::move(operands[2]), true, span);
}

/// Four accesses, as in C: both are read, and both are stored to.
ExprPtr Expressions::swap(const syntax::CallExpr& call, Span span) {
  ExprPtr left = place(*call.arguments[0], "'swap'");
  ExprPtr right = place(*call.arguments[1], "'swap'");
  if (!left || !right) return nullptr;
  if (has_side_effect(*left) || has_side_effect(*right) || !left->type->is_scalar() || left->type != right->type) {
    context_.error(span, "'swap' needs two variables of one type, numbers or pointers, and evaluates each twice");
    return nullptr;
  }
  if (!mark_assigned(*left) || !mark_assigned(*right)) return nullptr;
  const Type* type = left->type;
  Variable* kept = new_let("__kept", type, span);
  kept->is_assigned = true;
  ExprPtr first = load(place(*call.arguments[0], "'swap'"));
  ExprPtr second = load(place(*call.arguments[1], "'swap'"));
  ExprPtr into_left = make(ExprKind::Assign, type, span, std::move(left), std::move(second));
  ExprPtr into_right = make(ExprKind::Assign, type, span, std::move(right), load(variable_place(kept, span)));
  ExprPtr both = make(ExprKind::Comma, type, span, std::move(into_left), std::move(into_right));
  ExprPtr result = let(kept, std::move(first), std::move(both));
  result->type = types_.void_type();
  return result;
}

ExprPtr Expressions::bit(const syntax::CallExpr& call, Span span) {
  ExprPtr number = this->number(*call.arguments[0], quoted(call.callee.name));
  if (!number) return nullptr;
  return shift(ExprKind::ShiftLeft, make_constant(1, types_.integer(64, false), span), std::move(number), span);
}

/// GENMASK(high, low): the bits from low to high.
ExprPtr Expressions::bits(const syntax::CallExpr& call, Span span) {
  ExprPtr high = number(*call.arguments[0], quoted(call.callee.name));
  ExprPtr low = number(*call.arguments[1], quoted(call.callee.name));
  if (!high || !low) return nullptr;
  const bool good =
      is_constant(*high) && is_constant(*low) && low->value >= 0 && low->value <= high->value && high->value < 64;
  if (!good) {
    context_.error(span, fmt::format("'{}' needs two constants, the higher bit first", call.callee.name));
    return nullptr;
  }
  const std::uint64_t mask = (~std::uint64_t{0} >> (63 - high->value)) & (~std::uint64_t{0} << low->value);
  return make_constant(static_cast<Value>(mask), types_.integer(64, false), span);
}

/// The value, read as it is written: nothing here warns of data races.
ExprPtr Expressions::data_race(const syntax::CallExpr& call, Span) { return discarded(*call.arguments[0]); }

}  // namespace pagerace::semantics
