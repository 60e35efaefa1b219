#include "tests/docs/document.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace pagerace::docs {
namespace {

const std::string kFence = "```";

std::vector<Block> find_blocks(const Document& document) {
  std::vector<Block> blocks;
  bool inside = false;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const std::string& line = document.lines[i];
    if (!line.starts_with(kFence)) continue;
    if (inside) {
      blocks.back().end = i;
    } else {
      blocks.push_back({line.substr(kFence.size()), i + 1, i + 1});
    }
    inside = !inside;
  }
  if (inside) throw std::runtime_error(document.place(blocks.back().begin - 1) + ": block without an end");
  return blocks;
}

}  // namespace

std::string Document::place(std::size_t line) const {
  return std::filesystem::relative(path, PAGERACE_SOURCE_DIR).string() + ":" + std::to_string(line + 1);
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Document read_document(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  Document document{path, split_lines(text.str()), {}};
  document.blocks = find_blocks(document);
  return document;
}

std::vector<Document> all_documents() {
  const std::filesystem::path root = PAGERACE_SOURCE_DIR;
  std::vector<std::filesystem::path> paths{root / "HACKING.md", root / "README.md"};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Document> documents;
  for (const auto& path : paths) documents.push_back(read_document(path));
  return documents;
}

}  // namespace pagerace::docs
