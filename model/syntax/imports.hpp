// The imports of a text, found before it is parsed: what they declare decides how the rest is read.
#pragma once

#include <string>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::syntax {

struct Import {
  std::string path;
  source::Span span;
};

/// In order. Says nothing about mistakes; the parser will.
std::vector<Import> find_imports(const source::Sources& sources, source::FileId file);

}  // namespace pagerace::syntax
