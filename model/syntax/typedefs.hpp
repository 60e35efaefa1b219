// The names that are types. C cannot be parsed without this knowledge.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace pagerace::syntax {

class Typedefs {
 public:
  /// New names are also added to `names`, which the next file starts with.
  explicit Typedefs(std::vector<std::string>& names) : names_(names), known_(names.begin(), names.end()) {}

  bool knows(std::string_view name) const { return known_.count(std::string(name)) > 0; }
  void add(const std::string& name) {
    if (known_.insert(name).second) names_.push_back(name);
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string>& names_;
  std::unordered_set<std::string> known_;
};

}  // namespace pagerace::syntax
