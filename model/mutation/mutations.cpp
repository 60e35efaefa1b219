// Selects the functions that are searched.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "model/mutation/find.hpp"
#include "model/mutation/walk.hpp"
#include "model/syntax/definitions.hpp"

namespace pagerace::mutation {

using namespace syntax;

const char* name_of(Operator op) {
  switch (op) {
    case Operator::Guard:
      return "guard";
    case Operator::Recheck:
      return "recheck";
    case Operator::Lock:
      return "lock";
    case Operator::Order:
      break;
  }
  return "order";
}

namespace {

using Definitions = std::map<std::string, Definition>;

/// The definition of each name that runs.
Definitions definitions_in_force(const Unit& unit) {
  Definitions definitions;
  for (const DefinedFunction& defined : defined_functions(unit))
    definitions[defined.name] = {defined.definitions.front().function, defined.definitions.front().declaration->span};
  return definitions;
}

void note_calls(const Block& body, std::vector<std::string>& calls) {
  const auto note = [&](const Expr& expr) {
    if (const auto* call = std::get_if<CallExpr>(&expr.node)) calls.push_back(call->callee.name);
  };
  for (const StmtPtr& statement : body.statements)
    walk(
        *statement, [](const Stmt&) {}, note);
}

std::set<std::string> called_by_threads(const Unit& unit, const Definitions& definitions) {
  std::vector<std::string> waiting;
  for (const File& file : unit.files)
    for (const Declaration& declaration : file.declarations)
      if (const auto* thread = std::get_if<ThreadDeclaration>(&declaration.node)) note_calls(thread->body, waiting);
  std::set<std::string> called;
  while (!waiting.empty()) {
    const std::string name = std::move(waiting.back());
    waiting.pop_back();
    const auto found = definitions.find(name);
    if (found != definitions.end() && called.insert(name).second) note_calls(*found->second.function->body, waiting);
  }
  return called;
}

std::set<std::string> constants_of(const Unit& unit) {
  std::set<std::string> names;
  for (const File& file : unit.files) {
    for (const Declaration& declaration : file.declarations) {
      if (const auto* variables = std::get_if<VariableDeclaration>(&declaration.node)) {
        if (!variables->type.is_const) continue;
        for (const Declarator& each : variables->declarators) names.insert(each.name.name);
      } else if (const auto* values = std::get_if<EnumDeclaration>(&declaration.node)) {
        for (const auto& [name, value] : values->constants) names.insert(name.name);
      }
    }
  }
  return names;
}

std::set<std::string> probed_functions(const Unit& unit) {
  std::set<std::string> names;
  for (const File& file : unit.files)
    for (const Declaration& declaration : file.declarations)
      if (const auto* property = std::get_if<PropertyDeclaration>(&declaration.node))
        for (const Probe& probe : property->probes) names.insert(probe.function.name);
  return names;
}

/// Files that are not the vocabulary, nor the scenario if there is a kernel that it is a setting for.
std::set<source::FileId> files_of_design(const Unit& unit) {
  std::set<source::FileId> own;
  const std::size_t settings = unit.imports_kernel ? 1 : 0;
  for (std::size_t i = 1; i + settings < unit.files.size(); ++i)
    if (unit.files[i].layer != Layer::Vocabulary) own.insert(unit.files[i].id);
  return own;
}

auto rank(const Mutation& mutation) { return std::tuple(mutation.place.file, mutation.place.begin, mutation.op); }

}  // namespace

std::vector<Mutation> mutations(const Unit& unit, const source::Sources& sources) {
  std::vector<Mutation> found;
  if (unit.files.empty()) return found;
  const Definitions definitions = definitions_in_force(unit);
  const std::set<std::string> constants = constants_of(unit);
  const std::set<std::string> probed = probed_functions(unit);
  const std::set<source::FileId> own = files_of_design(unit);
  const Search search = {sources, constants, probed, found};
  for (const std::string& name : called_by_threads(unit, definitions)) {
    const Definition& definition = definitions.at(name);
    if (own.count(definition.span.file) == 0) continue;
    find_guards(definition, search);
    find_locks(definition, search);
    find_orders(definition, search);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return found;
}

}  // namespace pagerace::mutation
