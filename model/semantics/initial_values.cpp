// The contents of shared and ghost memory before init.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/fold.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/ranges.hpp"

namespace pagerace::semantics {

namespace {

using Visit = std::function<void(const std::string&, const Type*, const Range&)>;

/// `outer` is the range written at the variable or member, if any: for an array or atomic_t, of the innermost scalar.
void visit_scalars(const Type* type, const std::string& name, const Range* outer, const Visit& visit) {
  if (type->is_scalar()) return visit(name, type, outer != nullptr ? *outer : type->range());
  if (type->kind == TypeKind::Array) {
    for (std::uint32_t i = 0; i < type->count; ++i)
      visit_scalars(type->element, fmt::format("{}[{}]", name, i), outer, visit);
    return;
  }
  for (const Field& field : type->structure->fields) {
    const Range* range = field.has_range ? &field.range : nullptr;
    if (range == nullptr && type->structure->is_atomic_t) range = outer;
    visit_scalars(field.type, name + "." + field.name, range, visit);
  }
}

std::uint64_t offset_of(const Type* type, const std::vector<std::uint32_t>& path) {
  std::uint64_t offset = 0;
  for (const std::uint32_t step : path) {
    if (type->kind == TypeKind::Array) {
      type = type->element;
      offset += step * count_scalars(type);
      continue;
    }
    const auto& fields = type->structure->fields;
    for (std::uint32_t i = 0; i < step; ++i) offset += count_scalars(fields[i].type);
    type = fields[step].type;
  }
  return offset;
}

std::optional<Value> initial_pointer(Context& context, Variable& variable, const InitializerLeaf& leaf,
                                     const std::string& what) {
  const auto* null = std::get_if<syntax::NullLiteral>(&leaf.value->node);
  const auto* zero = std::get_if<syntax::IntegerLiteral>(&leaf.value->node);
  if (null != nullptr || (zero != nullptr && zero->value == 0)) return 0;
  if (variable.storage == Storage::Shared) {
    context.initial_addresses.push_back({&variable, leaf});
    return 0;
  }
  context.error(leaf.value->span, fmt::format("{} can only be NULL here", what), "set it in a probe");
  return std::nullopt;
}

std::optional<Value> initial_value(Context& context, Variable& variable, const InitializerLeaf& leaf) {
  const std::string what = fmt::format("the initial value of '{}'", leaf.name);
  if (leaf.type->is_pointer()) return initial_pointer(context, variable, leaf, what);
  ExprPtr value = context.globals->constant(*leaf.value, what);
  if (!value) return std::nullopt;
  if (value->type->is_arithmetic() && !fits(value->value, value->type, leaf.type)) {
    context.error(leaf.value->span,
                  fmt::format("{} does not fit in '{}', which is {}", print_number(value->value, value->type),
                              leaf.name, quoted(leaf.type->spelling())));
    return std::nullopt;
  }
  value = assigned(context, std::move(value), leaf.type, quoted(leaf.name));
  if (!value) return std::nullopt;
  return value->value;
}

}  // namespace

std::uint64_t count_scalars(const Type* type) {
  if (type->kind == TypeKind::Array) return type->count * count_scalars(type->element);
  if (type->kind != TypeKind::Struct) return 1;
  std::uint64_t count = 0;
  for (const Field& field : type->structure->fields) count += count_scalars(field.type);
  return count;
}

namespace {

void add_paths(const Type* type, const Range* range, std::vector<std::uint32_t>& path,
               std::vector<std::vector<std::uint32_t>>& paths) {
  if (type->is_scalar()) {
    if (range == nullptr || (range->low <= 0 && range->high >= 0)) paths.push_back(path);
    return;
  }
  const bool is_array = type->kind == TypeKind::Array;
  const std::size_t count = is_array ? type->count : type->structure->fields.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    path.push_back(i);
    if (is_array) {
      add_paths(type->element, range, path, paths);
    } else {
      const Field& field = type->structure->fields[i];
      add_paths(field.type, field.has_range ? &field.range : nullptr, path, paths);
    }
    path.pop_back();
  }
}

}  // namespace

std::vector<std::vector<std::uint32_t>> scalar_paths(const Type* type) {
  std::vector<std::vector<std::uint32_t>> paths;
  std::vector<std::uint32_t> path;
  add_paths(type, nullptr, path, paths);
  return paths;
}

void for_each_scalar(const Variable& variable, const Visit& visit) {
  visit_scalars(variable.type, variable.name, variable.has_range ? &variable.range : nullptr, visit);
}

void initialize(Context& context, Variable& variable, const syntax::Expr* written) {
  constexpr std::uint64_t kMost = 1 << 20;
  const std::uint64_t count = count_scalars(variable.type);
  if (count > kMost) {
    context.error(variable.span,
                  fmt::format("'{}' has {} values, and at most {} are supported", variable.name, count, kMost));
    return;
  }
  std::vector<Span> spans(count, variable.span);
  if (written != nullptr) {
    variable.initial.assign(count, 0);
    for (const InitializerLeaf& leaf : initializer_leaves(context, variable, *written)) {
      const auto value = initial_value(context, variable, leaf);
      if (!value) return;
      const std::uint64_t offset = offset_of(variable.type, leaf.path);
      variable.initial[offset] = *value;
      spans[offset] = leaf.value->span;
    }
  }
  std::uint64_t position = 0;
  bool reported = false;
  for_each_scalar(variable, [&](const std::string& name, const Type* type, const Range& range) {
    const std::uint64_t at = position++;
    const Value value = variable.initial.empty() ? 0 : variable.initial[at];
    if (reported || type->is_pointer() || in_range(value, type, range, type)) return;
    reported = true;
    context.error(spans[at], fmt::format("'{}' starts as {}, which is outside of its range {}", name,
                                         print_number(value, type), print_range(range, type)));
  });
}

}  // namespace pagerace::semantics
