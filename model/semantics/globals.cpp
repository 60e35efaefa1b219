#include "model/semantics/globals.hpp"

#include <fmt/format.h>

#include "model/semantics/builtins.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {
namespace {

constexpr unsigned kMostNested = 1000;

}  // namespace

void Globals::collect() {
  for (const auto& file : context_.unit.files) {
    for (const auto& declaration : file.declarations) {
      if (const auto* variables = std::get_if<syntax::VariableDeclaration>(&declaration.node)) collect(*variables);
      if (const auto* function = std::get_if<syntax::FunctionDeclaration>(&declaration.node)) collect(*function);
      if (const auto* enumeration = std::get_if<syntax::EnumDeclaration>(&declaration.node)) collect(*enumeration);
    }
  }
  choose_definitions();
}

Global* Globals::add(const syntax::Identifier& name, Global::Kind kind) {
  if (is_reserved(name.name)) {
    context_.error(name.span, fmt::format("'{}' is built into the language and cannot be declared", name.name));
    return nullptr;
  }
  const auto [entry, is_new] = globals_.try_emplace(name.name);
  Global& global = entry->second;
  if (!is_new) {
    context_.error(name.span, fmt::format("'{}' is declared twice", name.name));
    context_.diagnostics.note(global.span, "the first declaration is here");
    return nullptr;
  }
  global.kind = kind;
  global.span = name.span;
  order_.push_back(&global);
  return &global;
}

void Globals::collect(const syntax::VariableDeclaration& declaration) {
  for (const auto& declarator : declaration.declarators) {
    const bool is_constant = declaration.type.is_const && declarator.pointers == 0 && declarator.dimensions.empty() &&
                             !declarator.is_function && context_.type_names->is_scalar(declaration.type);
    Global* global = add(declarator.name, is_constant ? Global::Kind::Constant : Global::Kind::Variable);
    if (global == nullptr) continue;
    global->declaration = &declaration;
    global->declarator = &declarator;
  }
}

void Globals::collect(const syntax::EnumDeclaration& declaration) {
  for (const auto& [name, value] : declaration.constants) {
    Global* global = add(name, Global::Kind::Enumerator);
    if (global != nullptr) global->enumeration = &declaration;
  }
}

Global* Globals::find(const std::string& name) {
  const auto found = globals_.find(name);
  return found == globals_.end() ? nullptr : &found->second;
}

std::vector<std::string> Globals::names() const {
  std::vector<std::string> names;
  for (const auto& [name, global] : globals_) names.push_back(name);
  return names;
}

std::vector<std::string> Globals::constant_names() const {
  std::vector<std::string> names;
  for (const auto& [name, global] : globals_)
    if (global.kind == Global::Kind::Constant) names.push_back(name);
  return names;
}

bool Globals::resolve(Global& global) {
  if (global.is_absent) return false;
  if (global.progress == Global::Progress::Running) {
    context_.error(global.span, "the value of this depends on itself");
    global.progress = Global::Progress::Failed;
  }
  if (global.progress != Global::Progress::Untouched) return global.progress == Global::Progress::Done;
  if (depth_ == kMostNested) {
    context_.error(global.span, fmt::format("this depends on more than {} others, one through the next", kMostNested),
                   "declare those first that others depend on");
    global.progress = Global::Progress::Failed;
    return false;
  }
  global.progress = Global::Progress::Running;
  ++depth_;
  bool good = false;
  switch (global.kind) {
    case Global::Kind::Constant:
      good = resolve_constant(global);
      break;
    case Global::Kind::Enumerator:
      good = resolve_enumerator(global);
      break;
    case Global::Kind::Variable:
      good = resolve_variable(global);
      break;
    case Global::Kind::Function:
      good = resolve_signature(global);
      break;
  }
  --depth_;
  if (global.progress == Global::Progress::Failed) good = false;
  global.progress = good ? Global::Progress::Done : Global::Progress::Failed;
  return good;
}

}  // namespace pagerace::semantics
