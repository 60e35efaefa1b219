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
  /// For `ghost bool g[mem_map]`: the array that is named, if it is an array.
  const Variable* indexing_array(const syntax::Declarator& declarator) {
    if (declarator.dimensions.size() != 1 || !declarator.dimensions[0]) return nullptr;
    const auto* name = std::get_if<syntax::NameExpr>(&declarator.dimensions[0]->node);
    Global* global = name != nullptr ? context_.globals->find(name->name) : nullptr;
    if (global == nullptr || global->kind != Global::Kind::Variable || !context_.globals->resolve(*global))
      return nullptr;
    if (global->variable->type->kind != TypeKind::Array) return nullptr;
    context_.used.insert(global->variable);
    return global->variable;
  }

  const Type* ghost_type(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator,
                         const Variable* array) {
    if (array == nullptr) return context_.type_names->of(declaration.type, declarator);
    syntax::Declarator element;
    element.name = declarator.name;
    element.pointers = declarator.pointers;
    const Type* type = context_.type_names->of(declaration.type, element);
    return type == nullptr ? nullptr : context_.types.array_of(type, array->type->count);
  }

  void ghost(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator) {
    const auto& name = declarator.name;
    if (is_reserved(name.name))
      context_.error(name.span, fmt::format("'{}' is built into the language and cannot be declared", name.name));
    const Variable* array = indexing_array(declarator);
    const Type* type = ghost_type(declaration, declarator, array);
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
    variable->indexed_by = array;
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
    probe.function = probed(written.function);
    probe.on_return = written.on_return;
    probe.span = written.span;
    parameters(written, probe);
    Scope scope;
    scope.kind = Scope::Kind::Probe;
    scope.body = &probe.body;
    scope.ghosts = &names_;
    if (written.on_return) {
      scope.returning = &probe;
      scope.returned = probe.function != nullptr ? probe.function->result : nullptr;
    }
    probe.body.block = Statements(context_, scope, written.body).check();
    check_flow(context_, *probe.body.block);
    property_.probes.push_back(std::move(probe));
  }

  void formula(const syntax::Formula& written) {
    if (written.fairness) {
      context_.error(written.span, "only safety formulas can be checked, and they need no fairness",
                     "leave out 'fair', and say what must hold in every state, in some state or at the end");
      return;
    }
    Scope scope;
    scope.kind = Scope::Kind::Formula;
    scope.ghosts = &names_;
    Expressions expressions(context_, scope);
    const std::optional<FormulaKind> kind = decided_by_search(written.kind);
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
