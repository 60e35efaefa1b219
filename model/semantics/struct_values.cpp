// Structs by value: as arguments, as results, and in expressions.
//
// The checked program knows places of structs and copies between them, and no structs that are values. So a call has a
// local of the caller for each struct that it is given or gives, and passes its address. An expression that makes a
// struct is a Comma: what makes it, and the place where it is then.
#include "model/semantics/struct_values.hpp"

#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

ExprPtr comma(ExprPtr left, ExprPtr right, const Type* type) {
  const Span span = right->span;
  return make(ExprKind::Comma, type, span, std::move(left), std::move(right));
}

}  // namespace

bool makes_struct(const Expr& expr) { return expr.kind == ExprKind::Comma && expr.type->kind == TypeKind::Struct; }

/// Takes apart what makes a struct: `prefix` is null for a place that is there already.
ExprPtr Expressions::made_place(ExprPtr made, ExprPtr& prefix) {
  if (!makes_struct(*made)) return made;
  prefix = std::move(made->operands[0]);
  return std::move(made->operands[1]);
}

/// `then`, after what makes the struct that it is about.
ExprPtr Expressions::after_making(ExprPtr prefix, ExprPtr then) {
  if (!prefix || !then) return then;
  const Type* type = then->type;
  return comma(std::move(prefix), std::move(then), type);
}

/// A local of the body at hand, for one struct of one expression.
Variable* Expressions::temporary(const Type* type, const std::string& name, Span span) {
  if (scope_.body == nullptr) {
    context_.error(span, "a formula and a constant cannot pass structs by value", "pass a pointer");
    return nullptr;
  }
  Variable* made = context_.new_variable({name, span}, type, Storage::Local);
  made->address_taken = made->is_assigned = true;
  context_.used.insert(made);
  scope_.body->locals.push_back(made);
  scope_.temporaries.push_back(made);
  return made;
}

ExprPtr Expressions::address_of_temporary(Variable* made, Span span) {
  return make(ExprKind::AddressOf, types_.pointer_to(made->type), span, variable_place(made, span));
}

/// The address of a copy of the argument.
ExprPtr Expressions::struct_argument(const syntax::Expr& written, const Type* type, const std::string& what) {
  ExprPtr source = check(written);
  if (!source) return nullptr;
  const Span span = source->span;
  if (source->type != type || !(source->is_place() || makes_struct(*source))) {
    context_.error(span,
                   fmt::format("{} is {}, not {}", what, quoted(type->spelling()), quoted(source->type->spelling())),
                   source->type->is_pointer() && source->type->element == type ? "read what it points to with *" : "");
    return nullptr;
  }
  Variable* copy = temporary(type, "(argument)", span);
  if (copy == nullptr) return nullptr;
  ExprPtr prefix;
  ExprPtr place = made_place(std::move(source), prefix);
  auto read = make(ExprKind::Read, type, span, std::move(place));
  auto assign = make(ExprKind::Assign, types_.void_type(), span, variable_place(copy, span), std::move(read));
  ExprPtr address = address_of_temporary(copy, span);
  const Type* pointer = address->type;
  return comma(after_making(std::move(prefix), std::move(assign)), std::move(address), pointer);
}

/// `(struct page_info){ .order = 1 }`: what is left out is 0.
ExprPtr Expressions::visit(const syntax::CompoundLiteral& literal, Span span) {
  const Type* type = context_.type_names->of(literal.type);
  if (type == nullptr) return nullptr;
  if (type->kind != TypeKind::Struct || !context_.type_names->complete(type, span)) {
    context_.error(span, fmt::format("a value in braces is a struct, and this is {}", quoted(type->spelling())),
                   "write the value, or a cast");
    return nullptr;
  }
  Variable* made = temporary(type, "(literal)", span);
  if (made == nullptr) return nullptr;
  ExprPtr all;
  const auto assign = [&](const std::vector<std::uint32_t>& path, ExprPtr value, Span at) {
    ExprPtr place = part_of(context_, variable_place(made, at), path, at);
    const Type* scalar = place->type;
    auto one = make(ExprKind::Assign, scalar, at, std::move(place), std::move(value));
    all = all ? comma(std::move(all), std::move(one), scalar) : std::move(one);
  };
  for (const auto& path : scalar_paths(type)) {
    const Type* scalar = part_of(context_, variable_place(made, span), path, span)->type;
    assign(path, make_constant(0, scalar, span), span);
  }
  for (const InitializerLeaf& leaf : initializer_leaves(context_, *made, *literal.value)) {
    ExprPtr value = assigned(*leaf.value, leaf.type, quoted(leaf.name));
    if (!value) return nullptr;
    assign(leaf.path, std::move(value), leaf.value->span);
  }
  return all ? comma(std::move(all), variable_place(made, span), type) : variable_place(made, span);
}

}  // namespace pagerace::semantics
