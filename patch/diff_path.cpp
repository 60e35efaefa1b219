#include "patch/diff_path.hpp"

#include "patch/text.hpp"

namespace pagerace::patch {

namespace {

/// git's own prefixes: a/ and b/, and those of diff.mnemonicPrefix.
bool has_git_prefix(std::string_view name) {
  return name.size() > 2 && name[1] == '/' && std::string_view("abciow").find(name[0]) != std::string_view::npos;
}

std::string without_first_folder(std::string_view name) {
  const std::size_t slash = name.find('/');
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::string without_git_prefix(const std::string& name) {
  return has_git_prefix(name) ? without_first_folder(name) : name;
}

/// Without the date that diff -u writes after a tab.
std::string name_of_line(std::string_view name) {
  if (!name.starts_with('"')) name = name.substr(0, name.find('\t'));
  return unquoted(trimmed(name));
}

char escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    default:
      return c;
  }
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

}  // namespace

std::string unquoted(std::string_view name) {
  if (!name.starts_with('"')) return std::string(name);
  std::string text;
  for (std::size_t at = 1; at < name.size() && name[at] != '"'; at++) {
    if (name[at] != '\\' || at + 1 == name.size()) {
      text += name[at];
    } else if (at + 3 < name.size() && is_octal(name[at + 1]) && is_octal(name[at + 2]) && is_octal(name[at + 3])) {
      text += static_cast<char>((name[at + 1] - '0') * 64 + (name[at + 2] - '0') * 8 + (name[at + 3] - '0'));
      at += 3;
    } else {
      text += escaped(name[++at]);
    }
  }
  return text;
}

DiffPaths paths_of_git_line(std::string_view names) {
  // Without a rename both names are the same after their prefixes, so that the middle is where the second begins. What
  // cannot be cut so is named again by the lines that follow.
  if (names.size() % 2 == 0) return {};
  const std::string old_name = unquoted(names.substr(0, names.size() / 2));
  const std::string new_name = unquoted(names.substr(names.size() / 2 + 1));
  if (without_git_prefix(old_name) != without_git_prefix(new_name)) return {};
  return {without_git_prefix(old_name), without_git_prefix(new_name)};
}

DiffPaths paths_of_names(std::string_view old_line, std::string_view new_line) {
  std::string old_name = name_of_line(old_line), new_name = name_of_line(new_line);
  const bool is_added = old_name == "/dev/null", is_deleted = new_name == "/dev/null";
  if (is_added) old_name.clear();
  if (is_deleted) new_name.clear();
  const bool is_of_git = (is_added || has_git_prefix(old_name)) && (is_deleted || has_git_prefix(new_name));
  const bool differs = !is_added && !is_deleted && old_name != new_name;
  if (is_of_git || (differs && without_first_folder(old_name) == without_first_folder(new_name)))
    return {without_first_folder(old_name), without_first_folder(new_name)};
  return {old_name, new_name};
}

}  // namespace pagerace::patch
