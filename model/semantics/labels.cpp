#include <fmt/format.h>

#include <algorithm>

#include "model/semantics/statements.hpp"

namespace pagerace::semantics {

Labels::Labels(Context& context, const syntax::Block& body) : context_(context) {
  AtomicPath path;
  collect(body, path);
}

void Labels::collect(const syntax::Block& block, AtomicPath& path) {
  const std::size_t outer = guards_.size();
  for (const auto& statement : block.statements) collect(*statement, path);
  guards_.resize(outer);
}

void Labels::collect(const syntax::Stmt& statement, AtomicPath& path) {
  const auto below = [&](const syntax::StmtPtr& child) {
    if (child) collect(*child, path);
  };
  const auto& node = statement.node;
  if (guard_call(statement) != nullptr) guards_.push_back(&statement);
  if (const auto* block = std::get_if<syntax::Block>(&node)) collect(*block, path);
  if (const auto* loop = std::get_if<syntax::WhileStmt>(&node)) below(loop->body);
  if (const auto* loop = std::get_if<syntax::DoStmt>(&node)) below(loop->body);
  if (const auto* loop = std::get_if<syntax::ForStmt>(&node)) below(loop->body);
  if (const auto* choice = std::get_if<syntax::SwitchStmt>(&node)) below(choice->body);
  if (const auto* label = std::get_if<syntax::CaseLabel>(&node)) below(label->body);
  if (const auto* branch = std::get_if<syntax::IfStmt>(&node)) {
    below(branch->then);
    below(branch->otherwise);
  }
  if (const auto* either = std::get_if<syntax::EitherStmt>(&node))
    for (const auto& choice : either->choices) collect(choice, path);
  if (const auto* atomic = std::get_if<syntax::AtomicStmt>(&node)) {
    path.push_back(atomic);
    collect(atomic->body, path);
    path.pop_back();
  }
  if (const auto* label = std::get_if<syntax::GotoLabel>(&node)) {
    add(label->label, path);
    below(label->body);
  }
}

void Labels::add(const syntax::Identifier& name, const AtomicPath& path) {
  const auto [entry, is_new] = labels_.try_emplace(name.name);
  if (is_new) {
    entry->second = {static_cast<int>(labels_.size()), name.span, path, false, guards_};
    return;
  }
  context_.error(name.span, fmt::format("there are two labels '{}'", name.name));
  context_.diagnostics.note(entry->second.span, "the first one is here");
}

std::optional<int> Labels::jump(const syntax::Identifier& label, const AtomicPath& from,
                                const std::vector<Guard>& guards, std::size_t& left) {
  const auto found = labels_.find(label.name);
  if (found == labels_.end()) {
    std::vector<std::string> names;
    for (const auto& [name, known] : labels_) names.push_back(name);
    context_.error(label.span, fmt::format("there is no label '{}'", label.name),
                   Context::suggestion(label.name, names));
    return std::nullopt;
  }
  Label& target = found->second;
  target.used = true;
  const bool inside =
      target.path.size() <= from.size() && std::equal(target.path.begin(), target.path.end(), from.begin());
  left = target.guards.size();
  const bool is_guarded =
      left <= guards.size() &&
      std::equal(target.guards.begin(), target.guards.end(), guards.begin(),
                 [](const syntax::Stmt* one, const Guard& other) { return one == other.statement; });
  if (!is_guarded) {
    context_.error(label.span,
                   fmt::format("the jump to '{}' would pass a guard, and not take what it guards", label.name),
                   "jump from behind the guard, or put its block into a function");
    return std::nullopt;
  }
  if (inside) return target.number;
  context_.error(label.span, fmt::format("the jump to '{}' would enter an atomic block", label.name));
  return std::nullopt;
}

void Labels::report_unused() {
  for (const auto& [name, label] : labels_)
    if (!label.used) context_.diagnostics.warning(label.span, fmt::format("nothing jumps to label '{}'", name));
}

}  // namespace pagerace::semantics
