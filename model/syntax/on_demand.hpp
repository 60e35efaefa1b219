// Words of the kernel's vocabulary that few scenarios use: their files are read only if a word of theirs is used.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/syntax/imports.hpp"

namespace pagerace::syntax {

/// In the library, the folder of these files.
inline constexpr const char* kOnDemandFolder = "vocabulary/on_demand";

class OnDemandWords {
 public:
  /// Looks into each file of the folder for what is declared at the left edge of a line. Nothing is parsed.
  explicit OnDemandWords(const std::string& library);

  /// The files that have a word which is used and which nobody else declares; each once, in the order of their names.
  std::set<std::string> needed(const Mentions& mentions, const std::set<std::string>& declared) const;

 private:
  void read(const std::string& path, const std::string& text);

  std::unordered_map<std::string, std::string> functions_, types_;  // the file of each
};

}  // namespace pagerace::syntax
