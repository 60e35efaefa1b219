// Finds the imports of a text before it is parsed, because what they declare decides how the rest is read.
#pragma once

#include <string>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::syntax {

struct Import {
  std::string path;
  source::Span span;
};

/// The imports, in order. Does not report mistakes; the parser will.
std::vector<Import> find_imports(const source::Sources& sources, source::FileId file);

}  // namespace pagerace::syntax
