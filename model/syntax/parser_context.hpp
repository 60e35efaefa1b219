// The data that the parser needs while it reads one file. There are no globals: several files may be parsed at once.
#pragma once

#include <string>
#include <vector>

#include "model/syntax/build.hpp"
#include "model/syntax/complaints.hpp"
#include "model/syntax/declare.hpp"
#include "model/syntax/refusals.hpp"
#include "model/syntax/tokens.hpp"

namespace pagerace::syntax {

class ParserContext {
 public:
  ParserContext(const source::Sources& sources, File& file, std::vector<std::string>& typedefs,
                source::Diagnostics& diagnostics);

  /// The next token; `stack_size` is the current size of the parser's stack.
  Token next(std::size_t stack_size);
  /// Reports what the user should have written, as far as the parser knows; then the parser recovers.
  void syntax_error(const std::vector<TokenKind>& expected);
  std::string written(Span span) const { return std::string(sources_.slice(span)); }

  Complaints complaints;

 private:
  const source::Sources& sources_;
  Typedefs typedefs_;
  TokenSource tokens_;

 public:
  TreeBuilder build;
  Refusals refuse;
  Declarations declare;
};

}  // namespace pagerace::syntax
