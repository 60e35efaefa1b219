#include "model/semantics/ranges.hpp"

#include <fmt/format.h>

#include <limits>

#include "model/semantics/fold.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

int bits_of(const Type* type) {
  if (type->kind == TypeKind::Bool) return 1;
  return type->kind == TypeKind::Enum ? 32 : type->bits;
}

namespace {

bool is_atomic(const Type* type) {
  while (type->kind == TypeKind::Array) type = type->element;
  return type->kind == TypeKind::Struct && type->structure->is_atomic_t;
}

void apply_width(Context& context, const syntax::Expr& written, const Type* type, const Type* scalar, Bounds& bounds) {
  const auto width = context.globals->constant_value(written, "a width");
  if (!width) return;
  const int most = bits_of(scalar);
  if (*width < 1 || *width > most) {
    context.error(written.span,
                  fmt::format("a width of {} is 1 to {}, not {}", quoted(scalar->spelling()), most, *width));
    return;
  }
  const int bits = static_cast<int>(*width);
  bounds.declared = true;
  bounds.width = bits;
  if (bits == most && !is_atomic(type)) return;  // all that the type holds
  const Value span = bits >= 63 ? 0 : Value{1} << bits;
  const bool counts = is_atomic(type) || scalar->kind != TypeKind::Integer || !scalar->is_signed;
  if (scalar->kind == TypeKind::Enum) {
    if (bounds.range.low >= 0 && bounds.range.high < span) return;
    context.error(written.span,
                  fmt::format("{} has constants that do not fit in {} bits", quoted(scalar->spelling()), bits));
  } else if (bits >= 63) {
    const Value high = std::numeric_limits<Value>::max();
    bounds.range = counts ? Range{0, high} : Range{-(high / 2) - 1, high / 2};
  } else {
    bounds.range = counts ? Range{0, span - 1} : Range{-span / 2, span / 2 - 1};
  }
  if (is_atomic(type) && bounds.range.high > scalar->range().high) bounds.range.high = scalar->range().high;
}

bool is_bound(Context& context, const Expr& bound) {
  if (bound.type->is_arithmetic()) return true;
  context.error(bound.span, fmt::format("a range must be a number, not {}", quoted(bound.type->spelling())));
  return false;
}

/// Where a bound of a u64 may be above 2^63; for all other places, -ARRAY_SIZE(a) is a negative number.
bool is_huge(const Expr& bound, const Type* scalar) {
  const auto is_u64 = [](const Type* type) {
    return type->kind == TypeKind::Integer && type->bits == 64 && !type->is_signed;
  };
  return is_u64(scalar) && is_u64(bound.type) && bound.value < 0;
}

void apply_range(Context& context, const syntax::RangeBounds& written, const Type* scalar, Bounds& bounds) {
  const ExprPtr low = context.globals->constant(*written.low, "a range");
  const ExprPtr high = context.globals->constant(*written.high, "a range");
  if (!low || !high || !is_bound(context, *low) || !is_bound(context, *high)) return;
  const bool low_is_huge = is_huge(*low, scalar), high_is_huge = is_huge(*high, scalar);
  const auto complain = [&](const std::string& problem, const std::string& hint = "") {
    const auto text = [&](const Expr& bound, bool huge) {
      return print_number(bound.value, huge ? scalar : context.types.integer(64, true));
    };
    context.error(written.span,
                  fmt::format("the range {} .. {} {}", text(*low, low_is_huge), text(*high, high_is_huge), problem),
                  hint);
  };
  if (low_is_huge == high_is_huge ? low->value > high->value : low_is_huge) return complain("is empty");
  const auto is_inside = [&](const Expr& bound, bool huge) {
    if (scalar->kind == TypeKind::Bool) return bound.value == 0 || bound.value == 1;
    return huge || fits(bound.value, context.types.integer(64, true), scalar);
  };
  if (!is_inside(*low, low_is_huge) || !is_inside(*high, high_is_huge))
    return complain(fmt::format("does not fit in {}", quoted(scalar->spelling())));
  bounds.declared = true;
  if (low_is_huge == high_is_huge) {
    bounds.range = {low->value, high->value};
  } else if (low->value != 0 || high->value != -1) {  // 0 .. 2^64 - 1 is all that a u64 holds
    complain("has numbers on both sides of 2^63", "give it the bounds of one side, or none at all");
  }
}

}  // namespace

const Type* innermost_scalar(const Type* type) {
  while (type->kind == TypeKind::Array) type = type->element;
  if (type->kind == TypeKind::Struct && type->structure->is_atomic_t && !type->structure->fields.empty())
    return type->structure->fields.front().type;
  return type->is_arithmetic() ? type : nullptr;
}

Bounds declared_bounds(Context& context, const syntax::Declarator& declarator, const Type* type) {
  Bounds bounds;
  const Type* scalar = innermost_scalar(type);
  if (scalar != nullptr) bounds.range = scalar->range();
  if (!declarator.width && !declarator.range) {
    const Type* element = type;
    while (element->kind == TypeKind::Array) element = element->element;
    if (element->is_pointer()) bounds.range = element->range();
    return bounds;
  }
  if (scalar == nullptr) {
    const Span span = declarator.width ? declarator.width->span : declarator.range->span;
    context.error(span, fmt::format("a {} needs a number, and '{}' is {}", declarator.width ? "width" : "range",
                                    declarator.name.name, quoted(type->spelling())));
    return bounds;
  }
  if (declarator.width) apply_width(context, *declarator.width, type, scalar, bounds);
  if (declarator.range) apply_range(context, *declarator.range, scalar, bounds);
  return bounds;
}

std::string print_range(const Range& range, const Type* type) {
  return fmt::format("{} .. {}", print_number(range.low, type), print_number(range.high, type));
}

}  // namespace pagerace::semantics
