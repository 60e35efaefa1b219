#include "cli/counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace pagerace::cli {

namespace {

void add(std::vector<std::string>& all, const std::string& name) {
  if (std::ranges::find(all, name) == all.end()) all.push_back(name);
}

struct Finder {
  Counts counts;

  void count(const std::string& of, const syntax::ExprPtr& expr) {
    if (!expr) return;
    if (const auto* name = std::get_if<syntax::NameExpr>(&expr->node)) add(counts.constants, name->name);
    if (const auto* number = std::get_if<syntax::IntegerLiteral>(&expr->node))
      add(counts.numbers, fmt::format("{}[{}]", of, number->value));
  }

  void operator()(const syntax::ThreadDeclaration& thread) { count(thread.name.name, thread.count); }
  void operator()(const syntax::VariableDeclaration& variables) {
    for (const syntax::Declarator& declarator : variables.declarators)
      for (const syntax::ExprPtr& dimension : declarator.dimensions) count(declarator.name.name, dimension);
  }
  template <class Other>
  void operator()(const Other& /*counts nothing*/) {}
};

bool declares_orders(const syntax::Declaration& declaration) {
  const auto* variables = std::get_if<syntax::VariableDeclaration>(&declaration.node);
  if (variables == nullptr) return false;
  const auto is_greatest = [](const syntax::Declarator& each) { return each.name.name == kGreatestOrder; };
  return std::ranges::any_of(variables->declarators, is_greatest);
}

}  // namespace

Counts counts_in(const syntax::Unit& unit) {
  Finder finder;
  for (const syntax::File& file : unit.files) {
    if (std::ranges::any_of(file.declarations, declares_orders)) finder.counts.has_orders = true;
    if (file.layer != syntax::Layer::Scenario && !file.is_environment) continue;
    for (const syntax::Declaration& declaration : file.declarations) std::visit(finder, declaration.node);
  }
  return finder.counts;
}

}  // namespace pagerace::cli
