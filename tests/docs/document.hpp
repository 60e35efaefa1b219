// A Markdown document as the tests see it: lines, and fenced blocks among them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace pagerace::docs {

/// What stands between ```language and ```.
struct Block {
  std::string language;
  std::size_t begin = 0;  ///< index of its first line
  std::size_t end = 0;    ///< one past its last
};

struct Document {
  std::filesystem::path path;
  std::vector<std::string> lines;
  std::vector<Block> blocks;

  /// "docs/tour.md:12", for the line with this index.
  std::string place(std::size_t line) const;
};

std::vector<std::string> split_lines(const std::string& text);

Document read_document(const std::filesystem::path& path);

/// README.md, HACKING.md and all of docs/, in a fixed order.
std::vector<Document> all_documents();

}  // namespace pagerace::docs
