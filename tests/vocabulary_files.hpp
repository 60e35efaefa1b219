// The kernel's vocabulary as the loader reads it, for tests that parse texts of their own: its imports, and then
// itself.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace pagerace {

inline std::string library_text(const std::string& sources, const std::string& name) {
  std::ifstream file(sources + "/model/linux/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Name and text of each file, in order. `sources`: the root of the source tree.
inline std::vector<std::pair<std::string, std::string>> vocabulary_files(const std::string& sources) {
  const std::string last = "vocabulary.race";
  const std::string text = library_text(sources, last);
  std::vector<std::pair<std::string, std::string>> files;
  std::istringstream lines(text);
  const std::string import = "import \"";
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(import, 0) != 0) continue;
    const std::string name = line.substr(import.size(), line.find('"', import.size()) - import.size());
    files.emplace_back(name, library_text(sources, name));
  }
  files.emplace_back(last, text);
  return files;
}

}  // namespace pagerace
