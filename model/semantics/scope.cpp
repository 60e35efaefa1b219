#include "model/semantics/scope.hpp"

namespace pagerace::semantics {

Variable* Scope::find(const std::string& name) const {
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    const auto found = block->find(name);
    if (found != block->end()) return found->second;
  }
  if (ghosts == nullptr) return nullptr;
  const auto found = ghosts->find(name);
  return found == ghosts->end() ? nullptr : found->second;
}

std::vector<std::string> Scope::visible_names() const {
  std::vector<std::string> names;
  for (const auto& block : blocks)
    for (const auto& [name, variable] : block) names.push_back(name);
  if (ghosts != nullptr)
    for (const auto& [name, variable] : *ghosts) names.push_back(name);
  return names;
}

}  // namespace pagerace::semantics
