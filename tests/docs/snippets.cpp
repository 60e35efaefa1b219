#include "tests/docs/snippets.hpp"

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace pagerace::docs {
namespace fs = std::filesystem;

namespace {

/// A new folder that shows the repository, with the program that was built as build/pagerace. Commands run here write
/// the same paths in every clone, whatever its place and that of the build are.
fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "pagerace-docs-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + name);
  fs::path folder = name;
  for (const auto& entry : fs::directory_iterator(PAGERACE_SOURCE_DIR)) {
    if (entry.path().filename() != "build") fs::create_symlink(entry.path(), folder / entry.path().filename());
  }
  fs::create_directory(folder / "build");
  fs::create_symlink(PAGERACE_BINARY, folder / "build/pagerace");
  return folder;
}

}  // namespace

std::string file_name(const std::string& line) {
  static const std::regex pattern(R"((?:/\*|//) *([-_/A-Za-z0-9]+\.race)\b.*)");
  std::smatch match;
  return std::regex_match(line, match, pattern) ? match[1].str() : std::string();
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
    if (snippet.name.find('/') != std::string::npos) {
      throw std::runtime_error(document.place(snippet.line) + ": there is no " + snippet.name);
    }
    std::ofstream(folder_ / snippet.name) << snippet.text;
  }
}

Snippets::~Snippets() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace pagerace::docs
