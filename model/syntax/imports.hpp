// The imports of a text, found before it is parsed: what they declare decides how the rest is read.
#pragma once

#include <string>
#include <vector>

#include "model/syntax/source.hpp"

namespace pagerace::syntax {

struct Import {
  std::string path;
  Span span;
};

/// In order. Says nothing about mistakes; the parser will.
std::vector<Import> find_imports(const Sources& sources, FileId file);

}  // namespace pagerace::syntax
