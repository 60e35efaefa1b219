// Constants, enum constants, and the expressions that must be constant.
#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/fold.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/ranges.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

/// The innermost operator on constants that could not be folded: the reason why an expression is not constant.
const Expr* without_meaning(const Expr& expr) {
  bool constant = !expr.operands.empty() && !expr.is_place();
  for (const auto& operand : expr.operands) {
    if (const Expr* inner = without_meaning(*operand)) return inner;
    constant = constant && is_constant(*operand);
  }
  const bool arithmetic = expr.kind >= ExprKind::Negate && expr.kind <= ExprKind::BitXor;
  return constant && arithmetic ? &expr : nullptr;
}

std::optional<Value> parse_integer(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 2 && text[0] == '0' && (text[1] == 'b' || text[1] == 'B')) {
    base = 2;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  }
  std::uint64_t size = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), size, base);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  constexpr std::uint64_t kGreatest = std::numeric_limits<Value>::max();
  if (size > kGreatest + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<Value>(negative ? 0 - size : size);
}

}  // namespace

ExprPtr Globals::constant(const syntax::Expr& expr, const std::string& what) {
  Scope scope;
  Expressions expressions(context_, scope);
  const std::size_t errors = context_.diagnostics.errors();
  ExprPtr value = expressions.value(expr);
  if (!value) return nullptr;
  if (is_constant(*value)) return value;
  if (context_.diagnostics.errors() != errors) return nullptr;
  if (const Expr* culprit = without_meaning(*value))
    context_.error(culprit->span,
                   fmt::format("{} has no value here: it overflows, divides by zero or shifts too far", what));
  else
    context_.error(expr.span, fmt::format("{} must be a constant", what),
                   "constants are 'const' numbers of the top level, enum constants and what is made of them");
  return nullptr;
}

std::optional<Value> Globals::constant_value(const syntax::Expr& expr, const std::string& what) {
  const ExprPtr value = constant(expr, what);
  if (!value) return std::nullopt;
  if (value->type->is_arithmetic()) return value->value;
  context_.error(expr.span, fmt::format("{} must be a number, not {}", what, quoted(value->type->spelling())));
  return std::nullopt;
}

bool Globals::resolve_constant(Global& global) {
  const auto& declarator = *global.declarator;
  const std::string& name = declarator.name.name;
  global.type = context_.type_names->of(global.declaration->type, declarator);
  if (global.type == nullptr) return false;
  const Bounds bounds = declared_bounds(context_, declarator, global.type);
  if (const auto defined = defines_.find(name); defined != defines_.end()) {
    std::string problem;
    const auto value = parse_value(global, defined->second, problem);
    const Span start{context_.unit.files.back().id, 0, 0};
    if (value && !in_range(*value, global.type, bounds.range, global.type))
      problem = fmt::format("is outside of its range {}", print_range(bounds.range, global.type));
    if (!problem.empty()) context_.error(start, fmt::format("-D {}={} {}", name, defined->second, problem));
    global.value = value.value_or(0);
    return problem.empty();
  }
  if (!declarator.initializer) {
    context_.error(declarator.name.span, fmt::format("constant '{}' has no value", name));
    return false;
  }
  ExprPtr value = constant(*declarator.initializer, fmt::format("the value of constant '{}'", name));
  if (!value) return false;
  if (!value->type->is_arithmetic()) {
    assigned(context_, std::move(value), global.type, quoted(name));
    return false;
  }
  const bool is_bool = global.type->kind == TypeKind::Bool;
  if (!is_bool && !in_range(value->value, value->type, bounds.range, global.type)) {
    context_.error(declarator.initializer->span,
                   fmt::format("{} is outside of the range of '{}', {}", print_number(value->value, value->type), name,
                               print_range(bounds.range, global.type)));
    return false;
  }
  global.value = wrapped(value->value, global.type);
  return true;
}

void Globals::resolve_constants() {
  for (Global* global : order_) {
    if (global->kind == Global::Kind::Enumerator) resolve(*global);
    if (global->kind != Global::Kind::Constant || !resolve(*global)) continue;
    context_.program.constants.push_back({global->declarator->name.name, global->type, global->value, global->span});
  }
}

bool Globals::resolve_enumerator(Global& global) {
  // All constants of an enum get their values at once.
  const std::size_t errors = context_.diagnostics.errors();
  global.progress = Global::Progress::Untouched;
  context_.type_names->resolve_enum(*global.enumeration);
  if (global.progress == Global::Progress::Done) return true;
  if (context_.diagnostics.errors() == errors) context_.error(global.span, "the value of this depends on itself");
  return false;
}

bool Globals::resolve_enumerators(const syntax::EnumDeclaration& declaration, EnumType* target) {
  if (!running_enums_.insert(&declaration).second) return false;
  Value next = 0;
  bool good = true;
  for (const auto& [name, written] : declaration.constants) {
    Global* global = find(name.name);
    if (global == nullptr || global->enumeration != &declaration || global->progress != Global::Progress::Untouched)
      continue;
    global->progress = Global::Progress::Running;
    std::optional<Value> value = next;
    if (written) value = constant_value(*written, fmt::format("the value of '{}'", name.name));
    if (value && !fits(*value, context_.types.integer(64, true), context_.types.int_type())) {
      context_.error(name.span, fmt::format("the value {} of '{}' does not fit in an int", *value, name.name));
      value.reset();
    }
    good = good && value.has_value();
    global->type = context_.types.int_type();
    global->value = value.value_or(0);
    global->progress = value ? Global::Progress::Done : Global::Progress::Failed;
    next = global->value + 1;
    if (target != nullptr) target->constants.emplace_back(name.name, global->value);
  }
  running_enums_.erase(&declaration);
  return good;
}

void Globals::define(const std::vector<std::pair<std::string, std::string>>& defines) {
  for (const auto& [name, value] : defines) {
    const Global* global = find(name);
    if (global != nullptr && global->kind == Global::Kind::Constant) {
      defines_[name] = value;
      continue;
    }
    const Span start{context_.unit.files.back().id, 0, 0};
    const bool known = global != nullptr || name == "NR_THREADS";
    context_.error(start,
                   known ? fmt::format("-D {}={}: '{}' is not a constant", name, value, name)
                         : fmt::format("-D {}={}: there is no constant '{}'", name, value, name),
                   known ? "" : Context::suggestion(name, constant_names()));
  }
}

std::optional<Value> Globals::parse_value(const Global& constant, const std::string& text, std::string& problem) {
  std::optional<Value> value = parse_integer(text);
  if (text == "true" || text == "false") value = text == "true";
  if (Global* name = find(text); !value && name != nullptr && name->kind == Global::Kind::Enumerator && resolve(*name))
    value = name->value;
  if (!value && (text == "yes" || text == "no")) value = text == "yes";
  if (!value) {
    problem = "is neither a number, true, false, yes, no nor an enum constant";
    return std::nullopt;
  }
  const bool bad_bool = constant.type->kind == TypeKind::Bool && (*value < 0 || *value > 1);
  if (bad_bool || !fits(*value, context_.types.integer(64, true), constant.type)) {
    problem = fmt::format("does not fit in {}", quoted(constant.type->spelling()));
    return std::nullopt;
  }
  return value;
}

}  // namespace pagerace::semantics
