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

/// Those of one document, as long as this lives in a folder that also has all that stands in the root of the
/// repository. A snippet with the name of a file of the repository stands for that file and is not written.
class Snippets {
 public:
  /// Throws std::runtime_error where a snippet would have to be written outside of the top of the folder.
  explicit Snippets(const Document& document);
  ~Snippets();
  Snippets(const Snippets&) = delete;
  Snippets& operator=(const Snippets&) = delete;

  const std::vector<Snippet>& all() const { return all_; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  std::vector<Snippet> all_;
};

/// The text of the file of the repository that a snippet stands for, or nothing.
std::string repository_text(const std::string& name);

}  // namespace pagerace::docs
