// Functions: prototypes, definitions, and which definition is in force.
#include <fmt/format.h>

#include <utility>

#include "model/semantics/absent.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/ranges.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

std::optional<Ordering> ordering_of(const std::string& name) {
  if (name.empty() || name == "full") return Ordering::Full;
  if (name == "acquire") return Ordering::Acquire;
  if (name == "release") return Ordering::Release;
  if (name == "relaxed") return Ordering::Relaxed;
  return std::nullopt;
}

/// The caller gives it a place for the struct. No name can be that of the parameter.
void return_through_pointer(Context& context, Function& function) {
  function.returned = std::exchange(function.result, context.types.void_type());
  const Type* pointer = context.types.pointer_to(function.returned);
  function.body.parameters.push_back(context.new_variable({"(result)", function.span}, pointer, Storage::Parameter));
}

/// True for `f(void)`, which has no parameters.
bool is_void_list(const syntax::FunctionDeclaration& declaration) {
  if (declaration.parameters.size() != 1) return false;
  const auto& only = declaration.parameters[0];
  return only.type.name == "void" && only.declarator.pointers == 0 && only.declarator.name.name.empty();
}

}  // namespace

void Globals::collect(const syntax::FunctionDeclaration& declaration) {
  const auto& name = declaration.name;
  Global* global = find(name.name);
  if (global == nullptr || global->kind != Global::Kind::Function) global = add(name, Global::Kind::Function);
  if (global == nullptr || declaration.body) return;
  if (declaration.overrides) context_.error(name.span, "only a definition can override, and this has no body");
  if (global->prototype == nullptr) global->prototype = &declaration;
}

void Globals::resolve_functions() {
  for (Global* global : order_) {
    if (global->kind != Global::Kind::Function) continue;
    const std::size_t before = context_.diagnostics.all().size();
    context_.missing.clear();
    if (resolve(*global) || !global->is_helper || context_.missing.empty()) continue;
    context_.diagnostics.forget_after(before);
    make_absent(context_, *global, context_.missing);
  }
  for (const Global* global : order_) {
    if (global->kind != Global::Kind::Function || global->definition == nullptr) continue;
    if (global->progress != Global::Progress::Done) continue;
    const syntax::FunctionDeclaration* above = global->definition;
    for (const auto* replaced : global->replaced) {
      check_same_signature(*above, *replaced);
      above = replaced;
    }
    if (global->prototype != nullptr) check_same_signature(*global->definition, *global->prototype);
  }
}

const Type* Globals::result_type(const syntax::FunctionDeclaration& declaration) {
  const Type* type = context_.type_names->of(declaration.result);
  type = context_.type_names->with_pointers(type, declaration.result_pointers, declaration.result.span);
  if (type != nullptr && type->kind == TypeKind::Struct &&
      !context_.type_names->complete(type, declaration.result.span))
    return nullptr;
  return type;
}

std::vector<const Type*> Globals::parameter_types(const syntax::FunctionDeclaration& declaration) {
  std::vector<const Type*> types;
  if (is_void_list(declaration)) return types;
  for (const auto& parameter : declaration.parameters) types.push_back(context_.type_names->of(parameter));
  return types;
}

void Globals::check_same_signature(const syntax::FunctionDeclaration& declaration,
                                   const syntax::FunctionDeclaration& earlier) {
  const std::size_t errors = context_.diagnostics.errors();
  const bool same =
      result_type(declaration) == result_type(earlier) && parameter_types(declaration) == parameter_types(earlier);
  if (same || context_.diagnostics.errors() != errors) return;
  context_.error(declaration.name.span,
                 fmt::format("'{}' does not have the parameters and result that it had before", declaration.name.name));
  context_.diagnostics.note(earlier.name.span, "the earlier declaration is here");
}

bool Globals::resolve_signature(Global& global) {
  const auto& declaration = global.definition != nullptr ? *global.definition : *global.prototype;
  context_.program.functions.push_back(std::make_unique<Function>());
  Function& function = *context_.program.functions.back();
  global.function = &function;
  function.name = declaration.name.name;
  function.span = declaration.name.span;
  function.is_atomic = declaration.is_atomic;
  function.from_vocabulary = context_.in_vocabulary(function.span);
  function.from_scenario = context_.in_scenario(function.span);
  function.result = result_type(declaration);
  const auto ordering = ordering_of(declaration.ordering.name);
  if (!ordering)
    context_.error(declaration.ordering.span, fmt::format("unknown ordering '{}'", declaration.ordering.name),
                   "acquire, release, relaxed or full");
  function.ordering = ordering.value_or(Ordering::Full);
  bool good = function.result != nullptr && ordering;
  if (function.result != nullptr && function.result->kind == TypeKind::Struct)
    return_through_pointer(context_, function);
  if (is_void_list(declaration)) return good;
  for (const auto& parameter : declaration.parameters) {
    Variable* variable = declare_parameter(context_, parameter);
    good = good && variable->type != nullptr;
    function.body.parameters.push_back(variable);
  }
  return good;
}

Variable* declare_parameter(Context& context, const syntax::Parameter& parameter) {
  const Type* type = context.type_names->of(parameter);
  Variable* variable = context.new_variable(parameter.declarator.name, type, Storage::Parameter);
  variable->is_const = parameter.type.is_const && parameter.declarator.pointers == 0;
  if (parameter.type.is_const && parameter.declarator.pointers > 0) context.points_to_const.insert(variable);
  if (type == nullptr) return variable;
  const Bounds bounds = declared_bounds(context, parameter.declarator, type);
  if (type->kind == TypeKind::Struct) {
    variable->by_value = true;
    variable->type = context.types.pointer_to(type);
    return variable;
  }
  variable->has_range = bounds.declared;
  variable->range = bounds.range;
  variable->width = bounds.width;
  return variable;
}

}  // namespace pagerace::semantics
