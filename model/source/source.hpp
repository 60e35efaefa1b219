// The texts that a run reads, and places in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pagerace::source {

using FileId = std::uint16_t;

/// A half-open range of bytes of one file. Every node, diagnostic and step has one.
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A place in the form that people and compilers use. Line and column count from 1; columns count bytes. The path is as
/// it may be printed (model/source/printable.hpp).
struct Position {
  std::string_view path;
  unsigned line = 0;
  unsigned column = 0;
};

/// Owns the text of every file read. File ids are given in order of reading and never change. Not thread-safe while
/// files are being added; after that, many threads may use it through const references.
class Sources {
 public:
  /// `path` is kept unchanged; `text` may be anything, also binary.
  FileId add(std::string path, std::string text);

  std::size_t size() const { return files_.size(); }
  const std::string& path(FileId file) const { return files_[file].path; }
  const std::string& text(FileId file) const { return files_[file].text; }

  Position position(FileId file, std::uint32_t offset) const;
  Position position(Span span) const { return position(span.file, span.begin); }
  /// The whole line that contains the offset, without its line end.
  std::string_view line(FileId file, std::uint32_t offset) const;
  std::string_view slice(Span span) const;
  /// "examples/late-put.race:12", for messages and traces.
  std::string place(Span span) const;

 private:
  struct File {
    std::string path, shown;
    std::string text;
    std::vector<std::uint32_t> line_starts;
  };
  std::vector<File> files_;
};

}  // namespace pagerace::source
