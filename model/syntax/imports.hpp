// What a text names, found before it is parsed, because what other files declare decides how the text is read.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::syntax {

struct Import {
  std::string path;
  source::Span span;
};

struct Mentions {
  std::vector<Import> imports;     ///< in order
  std::set<std::string> declared;  ///< at the top level: functions, variables, structs, threads, ...
  std::set<std::string> called;    ///< names before a `(`, inside of bodies
  std::set<std::string> types;     ///< names where a type may stand: tags after `struct`, and all others not called
};

/// Reads the tokens alone, and does not report mistakes; the parser will.
Mentions find_mentions(const source::Sources& sources, source::FileId file);

}  // namespace pagerace::syntax
