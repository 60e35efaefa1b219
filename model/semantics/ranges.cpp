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

void apply_range(Context& context, const syntax::RangeBounds& written, const Type* scalar, Bounds& bounds) {
  const auto low = context.globals->constant_value(*written.low, "a range");
  const auto high = context.globals->constant_value(*written.high, "a range");
  if (!low || !high) return;
  if (*low > *high) {
    context.error(written.span, fmt::format("the range {} .. {} is empty", *low, *high));
    return;
  }
  const Type* number = context.types.integer(64, true);
  if (!fits(*low, number, scalar) || !fits(*high, number, scalar) ||
      (scalar->kind == TypeKind::Bool && (*low < 0 || *high > 1))) {
    context.error(written.span,
                  fmt::format("the range {} .. {} does not fit in {}", *low, *high, quoted(scalar->spelling())));
    return;
  }
  bounds.declared = true;
  bounds.range = {*low, *high};
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
