#include "model/semantics/properties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/flow.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/ranges.hpp"
#include "model/semantics/statements.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

/// Empty for a temporal formula, which a search cannot decide.
std::optional<FormulaKind> decided_by_search(syntax::FormulaKind kind) {
  switch (kind) {
    case syntax::FormulaKind::Always:
      return FormulaKind::Always;
    case syntax::FormulaKind::Reachable:
      return FormulaKind::Reachable;
    case syntax::FormulaKind::AtEnd:
      return FormulaKind::AtEnd;
    case syntax::FormulaKind::Temporal:
      break;
  }
  return std::nullopt;
}

constexpr const char* kStoreHint =
    "probe store(x), probe store(zone.managed) or, for any struct page, probe store(page->_refcount)";

class PropertyCheck {
 public:
  PropertyCheck(Context& context, const syntax::PropertyDeclaration& declaration)
      : context_(context), declaration_(declaration) {
    property_.name = declaration.name.name;
    property_.span = declaration.name.span;
    property_.from_scenario = context.in_scenario(property_.span);
  }

  Property check() {
    for (const auto& declaration : declaration_.ghosts)
      for (const auto& declarator : declaration.declarators) ghost(declaration, declarator);
    for (const auto& written : declaration_.probes) probe(written);
    for (const auto& written : declaration_.formulas) formula(written);
    if (declaration_.probes.empty() && declaration_.formulas.empty())
      context_.error(property_.span, fmt::format("property '{}' says nothing", property_.name),
                     "it needs a probe or a formula: always (e), reachable (e) or at_end (e)");
    return std::move(property_);
  }

 private:
  /// For `ghost bool g[mem_map]`: the array that the dimension names, if it names one.
  const Variable* indexing_array(const syntax::ExprPtr& dimension) {
    if (!dimension) return nullptr;
    const auto* name = std::get_if<syntax::NameExpr>(&dimension->node);
    Global* global = name != nullptr ? context_.globals->find(name->name) : nullptr;
    if (global == nullptr || global->kind != Global::Kind::Variable || !context_.globals->resolve(*global))
      return nullptr;
    if (global->variable->type->kind != TypeKind::Array) return nullptr;
    context_.used.insert(global->variable);
    return global->variable;
  }

  /// Built from the innermost dimension outwards. Those that name no array are as in any declaration.
  const Type* ghost_type(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator,
                         const std::vector<const Variable*>& arrays) {
    const bool indexed =
        std::any_of(arrays.begin(), arrays.end(), [](const Variable* array) { return array != nullptr; });
    if (!indexed) return context_.type_names->of(declaration.type, declarator);
    syntax::Declarator element;
    element.name = declarator.name;
    element.pointers = declarator.pointers;
    const Type* type = context_.type_names->of(declaration.type, element);
    for (std::size_t i = arrays.size(); type != nullptr && i-- > 0;) {
      const syntax::ExprPtr& written = declarator.dimensions[i];
      if (arrays[i] == nullptr && !written) return context_.type_names->of(declaration.type, declarator);
      type = arrays[i] != nullptr ? context_.types.array_of(type, arrays[i]->type->count)
                                  : context_.type_names->array_of(type, *written);
    }
    return type;
  }

  void ghost(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator) {
    const auto& name = declarator.name;
    if (is_reserved(name.name))
      context_.error(name.span, fmt::format("'{}' is built into the language and cannot be declared", name.name));
    std::vector<const Variable*> arrays;
    for (const auto& dimension : declarator.dimensions) arrays.push_back(indexing_array(dimension));
    const Type* type = ghost_type(declaration, declarator, arrays);
    Variable* variable = context_.new_variable(name, type, Storage::Ghost);
    const auto [entry, is_new] = names_.emplace(name.name, variable);
    if (!is_new) {
      context_.error(name.span, fmt::format("'{}' is declared twice", name.name));
      context_.diagnostics.note(entry->second->span, "the first declaration is here");
    }
    if (type == nullptr) return;
    const Bounds bounds = declared_bounds(context_, declarator, type);
    variable->has_range = bounds.declared;
    variable->range = bounds.range;
    variable->width = bounds.width;
    variable->indexed_by = std::move(arrays);
    variable->is_const = declaration.type.is_const && declarator.pointers == 0;
    initialize(context_, *variable, declarator.initializer.get());
    property_.ghosts.push_back(variable);
  }

  const Function* probed(const syntax::Identifier& name) {
    Global* global = context_.globals->find(name.name);
    if (global == nullptr || global->kind != Global::Kind::Function) {
      std::vector<std::string> functions;
      for (const auto& [known, other] : context_.globals->all())
        if (other.kind == Global::Kind::Function) functions.push_back(known);
      const bool builtin = is_builtin(name.name);
      context_.error(name.span,
                     builtin ? fmt::format("'{}' is built into the language and cannot be probed", name.name)
                             : fmt::format("there is no function '{}' to probe", name.name),
                     builtin ? "probe the function that calls it" : Context::suggestion(name.name, functions));
      return nullptr;
    }
    if (!context_.globals->resolve(*global)) return nullptr;
    if (global->definition == nullptr) {
      context_.error(name.span, fmt::format("'{}' is declared but never defined", name.name));
      return nullptr;
    }
    context_.probed.insert(global->function);
    return global->function;
  }

  static bool is_void_list(const syntax::Probe& written) {
    if (written.parameters.size() != 1) return false;
    const auto& only = written.parameters[0];
    return only.type.name == "void" && only.declarator.pointers == 0 && only.declarator.name.name.empty();
  }

  void parameters(const syntax::Probe& written, Probe& probe) {
    if (written.parameters.empty() || is_void_list(written)) return;
    for (const auto& parameter : written.parameters)
      probe.body.parameters.push_back(declare_parameter(context_, parameter));
    if (probe.function == nullptr) return;
    const auto& wanted = probe.function->body.parameters;
    if (probe.function->returned != nullptr) {
      Variable* hidden = context_.new_variable({"(result)", written.span}, wanted[0]->type, Storage::Parameter);
      probe.body.parameters.insert(probe.body.parameters.begin(), hidden);
    }
    if (std::any_of(wanted.begin(), wanted.end(), [](const Variable* parameter) { return parameter->by_value; })) {
      context_.error(written.function.span,
                     fmt::format("'{}' takes a struct by value, which a probe cannot see", probe.function->name),
                     "leave the parameters out");
      return;
    }
    bool same = wanted.size() == probe.body.parameters.size();
    for (std::size_t i = 0; same && i < wanted.size(); ++i) {
      const Type* type = probe.body.parameters[i]->type;
      same = type == nullptr || type == wanted[i]->type;
    }
    if (same) return;
    context_.error(written.function.span,
                   fmt::format("the parameters of this probe are not those of '{}'", probe.function->name),
                   "give it the same, or leave them out");
    context_.diagnostics.note(probe.function->span, "it is defined here");
  }

  void probe(const syntax::Probe& written) {
    Probe probe;
    probe.on_return = written.on_return;
    probe.span = written.span;
    Scope scope;
    scope.kind = Scope::Kind::Probe;
    scope.body = &probe.body;
    scope.ghosts = &names_;
    Names objects;
    if (written.stored) {
      probe.on = Probe::On::Store;
      if (!stored(written, probe)) return;
      if (probe.object != nullptr) objects.emplace(probe.object->name, probe.object);
    } else if (is_exit(written)) {
      probe.on = Probe::On::Exit;
      probe.on_return = true;
      if (written.has_parameters && !is_void_list(written))
        context_.error(written.function.span, "the end of a thread has no parameters", "self says which thread it is");
    } else {
      probe.function = probed(written.function);
      parameters(written, probe);
    }
    if (written.on_return) {
      scope.returning = &probe;
      scope.returned = probe.function != nullptr ? probe.function->result : nullptr;
    }
    if (!objects.empty()) scope.blocks.push_back(objects);
    probe.body.block = Statements(context_, scope, written.body).check();
    check_flow(context_, *probe.body.block);
    property_.probes.push_back(std::move(probe));
  }

  /// `probe exit`, unless there is a function of that name.
  bool is_exit(const syntax::Probe& written) const {
    if (written.function.name != "exit" || written.on_return) return false;
    const Global* global = context_.globals->find("exit");
    return global == nullptr || global->kind != Global::Kind::Function;
  }

  /// What a `probe store` watches, and its parameters: the old value and the new one.
  bool stored(const syntax::Probe& written, Probe& probe) {
    Scope scope;
    scope.kind = Scope::Kind::Formula;
    declare_object(*written.stored, probe, scope);
    const std::size_t errors = context_.diagnostics.errors();
    probe.place = Expressions(context_, scope).place(*written.stored, "probe store");
    if (!probe.place) {
      if (context_.diagnostics.errors() == errors)
        context_.error(written.stored->span, "a store can be watched in a variable of the top level, or in a member",
                       kStoreHint);
      return false;
    }
    const Type* type = probe.place->type;
    while (type->kind == TypeKind::Array) type = type->element;
    if (type->kind == TypeKind::Struct && type->structure->is_atomic_t) type = type->structure->fields[0].type;
    if (!is_watchable(*probe.place) || !type->is_scalar()) {
      context_.error(written.stored->span,
                     "a store can be watched in a number or a pointer of the top level, or of a struct", kStoreHint);
      return false;
    }
    if (!written.has_parameters || is_void_list(written)) return true;
    for (const auto& parameter : written.parameters)
      probe.body.parameters.push_back(declare_parameter(context_, parameter));
    const auto fits = [&](const Variable* variable) {
      return variable->type == nullptr || variable->type == type ||
             (variable->type->is_arithmetic() && type->is_arithmetic());
    };
    if (written.parameters.size() == 2 && fits(probe.body.parameters[0]) && fits(probe.body.parameters[1])) return true;
    context_.error(written.stored->span,
                   fmt::format("a store has the old value and the new one, of type {}", quoted(type->spelling())),
                   "probe store(place) (int old, int new) { ... }, or leave them out");
    return false;
  }

  /// In `page->_refcount`, page is no variable: it stands for any struct page, and the body calls it by that name.
  void declare_object(const syntax::Expr& stored, Probe& probe, Scope& scope) {
    const syntax::Expr* at = &stored;
    while (const auto* member = std::get_if<syntax::MemberExpr>(&at->node)) {
      const auto* name = std::get_if<syntax::NameExpr>(&member->base->node);
      if (name != nullptr && member->arrow && context_.globals->find(name->name) == nullptr) {
        const Type* structure = context_.type_names->struct_named(name->name);
        if (structure == nullptr) return;
        Variable* object = context_.new_variable({name->name, member->base->span}, context_.types.pointer_to(structure),
                                                 Storage::Parameter);
        object->range = object->type->range();
        probe.object = object;
        scope.blocks.push_back({{name->name, object}});
      }
      at = member->base.get();
    }
  }

  /// No index and no pointer that would have to be known at the store, but for the one that the probe names.
  static bool is_watchable(const Expr& place) {
    switch (place.kind) {
      case ExprKind::VariablePlace:
        return place.variable->storage == Storage::Shared;
      case ExprKind::Member:
        return is_watchable(*place.operands[0]);
      case ExprKind::Dereference: {
        const Expr& pointer = *place.operands[0];
        return pointer.kind == ExprKind::Read && pointer.operands[0]->kind == ExprKind::VariablePlace &&
               pointer.operands[0]->variable->storage == Storage::Parameter;
      }
      default:
        return false;
    }
  }

  /// Calls that look like a property to somebody who writes the first one. True if it was one, and an error.
  bool refuse_call(const syntax::Formula& written) {
    const auto* call = std::get_if<syntax::CallExpr>(&written.expr->node);
    if (call == nullptr) return false;
    const std::string& name = call->callee.name;
    if (name == "never") {
      context_.error(written.span, "a formula starts with always, reachable or at_end",
                     "always (not (e)): e is true in no state");
      return true;
    }
    if (name != "assert" && name != "BUG_ON" && name != "WARN_ON") return false;
    context_.error(written.span,
                   fmt::format("{}() is a statement, and stands in a thread, a function or a probe", name),
                   "always (e) says that e is true in every state; at_end (e), when all threads have finished");
    return true;
  }

  void formula(const syntax::Formula& written) {
    if (!decided_by_search(written.kind) && refuse_call(written)) return;
    if (written.fairness) {
      context_.error(written.span, "only safety formulas can be checked, and they need no fairness",
                     "leave out 'fair', and say what must hold in every state, in some state or at the end");
      return;
    }
    Scope scope;
    scope.kind = Scope::Kind::Formula;
    scope.ghosts = &names_;
    const std::optional<FormulaKind> kind = decided_by_search(written.kind);
    scope.formula = kind.value_or(FormulaKind::Always);
    Expressions expressions(context_, scope);
    if (!kind) {
      const std::size_t errors = context_.diagnostics.errors();
      expressions.truth(*written.expr);
      if (context_.diagnostics.errors() == errors)
        context_.error(written.span, "a formula starts with always, reachable or at_end",
                       "always (e) holds in every state");
      return;
    }
    Formula formula;
    formula.kind = *kind;
    formula.span = written.span;
    formula.expr = expressions.truth(*written.expr);
    if (!formula.expr) return;
    if (is_constant(*formula.expr))
      context_.diagnostics.warning(
          written.span, fmt::format("this formula is always {}", formula.expr->value != 0 ? "true" : "false"));
    property_.formulas.push_back(std::move(formula));
  }

  Context& context_;
  const syntax::PropertyDeclaration& declaration_;
  Property property_;
  Names names_;
};

}  // namespace

bool is_builtin_property(const std::string& name) {
  return std::any_of(kCheckNames.begin(), kCheckNames.end(), [&](const char* known) { return name == known; });
}

void check_properties(Context& context) {
  std::map<std::string, Span> names;
  for (const auto& file : context.unit.files) {
    for (const auto& declaration : file.declarations) {
      const auto* property = std::get_if<syntax::PropertyDeclaration>(&declaration.node);
      if (property == nullptr) continue;
      const auto& name = property->name;
      if (is_builtin_property(name.name))
        context.error(name.span, fmt::format("'{}' is a property that is always checked", name.name),
                      "choose another name");
      const auto [entry, is_new] = names.emplace(name.name, name.span);
      if (!is_new) {
        context.error(name.span, fmt::format("there are two properties '{}'", name.name));
        context.diagnostics.note(entry->second, "the first one is here");
      }
      context.program.properties.push_back(PropertyCheck(context, *property).check());
    }
  }
}

}  // namespace pagerace::semantics
