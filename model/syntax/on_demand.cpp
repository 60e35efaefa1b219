#include "model/syntax/on_demand.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "model/source/read_file.hpp"

namespace pagerace::syntax {
namespace {

namespace fs = std::filesystem;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The last word of the text.
std::string last_word(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_letter(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return std::string(text.substr(begin, end - begin));
}

}  // namespace

OnDemandWords::OnDemandWords(const std::string& library) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::directory_iterator entry(fs::path(library) / kOnDemandFolder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".race") paths.push_back(entry->path().string());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    const source::ReadResult file = source::read_file(path, std::size_t{1} << 20);
    if (file.text) read(path, *file.text);
  }
}

// `atomic(acquire) bool f(...)`, `struct s {`, `typedef struct s s_t;`. Names that begin with __ and are no types are
// for the file itself; so are variables.
void OnDemandWords::read(const std::string& path, const std::string& text) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty() || !is_letter(line[0])) continue;
    if (line.starts_with("struct ") && line.ends_with("{")) {
      types_.emplace(last_word(line), path);
    } else if (line.starts_with("typedef ")) {
      types_.emplace(last_word(line), path);
    } else {
      const std::size_t from = line.starts_with("atomic(") ? line.find(')') + 1 : 0;
      const std::size_t open = line.find('(', from);
      if (open != std::string_view::npos) functions_.emplace(last_word(line.substr(0, open)), path);
    }
  }
}

std::set<std::string> OnDemandWords::needed(const Mentions& mentions, const std::set<std::string>& declared) const {
  std::set<std::string> paths;
  const auto look = [&](const std::set<std::string>& names, const auto& words) {
    for (const std::string& name : names) {
      const auto found = words.find(name);
      const bool is_own = mentions.declared.contains(name) || declared.contains(name);
      if (found != words.end() && !is_own) paths.insert(found->second);
    }
  };
  look(mentions.called, functions_);
  look(mentions.types, types_);
  return paths;
}

}  // namespace pagerace::syntax
