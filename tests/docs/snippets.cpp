#include "tests/docs/snippets.hpp"

#include <stdlib.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace pagerace::docs {
namespace fs = std::filesystem;

namespace {

fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "pagerace-docs-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + name);
  return name;
}

}  // namespace

std::string file_name(const std::string& line) {
  static const std::regex pattern(R"((?:/\*|//) *([-_/A-Za-z0-9]+\.race)\b.*)");
  std::smatch match;
  return std::regex_match(line, match, pattern) ? match[1].str() : std::string();
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string repository_text(const std::string& name) {
  std::ifstream file(fs::path(PAGERACE_SOURCE_DIR) / name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Snippets::Snippets(const Document& document) : folder_(make_folder()) {
  for (const Block& block : document.blocks) {
    if (block.language != "c" || block.begin == block.end) continue;
    Snippet snippet{file_name(document.lines[block.begin]), "", block.begin};
    if (snippet.name.empty()) continue;
    for (std::size_t i = block.begin; i < block.end; ++i) snippet.text += document.lines[i] + "\n";
    all_.push_back(snippet);
    if (!repository_text(snippet.name).empty()) continue;
    fs::create_directories((folder_ / snippet.name).parent_path());
    std::ofstream(folder_ / snippet.name) << snippet.text;
  }
}

Snippets::~Snippets() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Snippets::path(const Snippet& snippet) const {
  return repository_text(snippet.name).empty() ? (folder_ / snippet.name).string() : snippet.name;
}

std::string Snippets::resolve(std::string command) const {
  for (const Snippet& snippet : all_) command = replace_all(command, " " + snippet.name, " " + path(snippet));
  return command;
}

std::string Snippets::hide(const std::string& output) const { return replace_all(output, folder_.string() + "/", ""); }

}  // namespace pagerace::docs
