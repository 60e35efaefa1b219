// The .race files that a document shows, each a block of C whose first line names it in a comment.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/docs/document.hpp"

namespace pagerace::docs {

/// "late-put.race" from "/* late-put.race: what it is */"; empty where the line names no file.
std::string file_name(const std::string& line);

struct Snippet {
  std::string name;
  std::string text;
  std::size_t line = 0;  ///< index of its first line in the document
};

/// Those of one document, in a folder of their own as long as this lives. A snippet that has the name of a file of the
/// repository stands for that file and is not written.
class Snippets {
 public:
  explicit Snippets(const Document& document);
  ~Snippets();
  Snippets(const Snippets&) = delete;
  Snippets& operator=(const Snippets&) = delete;

  const std::vector<Snippet>& all() const { return all_; }
  /// Where pagerace finds it, from the root of the repository.
  std::string path(const Snippet& snippet) const;
  /// A command with the places of the snippets in it, and output without them.
  std::string resolve(std::string command) const;
  std::string hide(const std::string& output) const;

 private:
  std::filesystem::path folder_;
  std::vector<Snippet> all_;
};

/// The text of the file of the repository that a snippet stands for, or nothing.
std::string repository_text(const std::string& name);

std::string replace_all(std::string text, const std::string& from, const std::string& to);

}  // namespace pagerace::docs
