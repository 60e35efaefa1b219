#include "model/syntax/load.hpp"
#include "model/syntax/parser_context.hpp"

namespace pagerace::syntax {
namespace {

// Brackets, prefix operators, `else if`: everything that is nested makes the parser's stack grow.
constexpr std::size_t greatest_stack = 2500;

}  // namespace

ParserContext::ParserContext(const source::Sources& sources, File& file, std::vector<std::string>& typedefs,
                             source::Diagnostics& diagnostics)
    : complaints(diagnostics),
      sources_(sources),
      typedefs_(typedefs),
      tokens_(sources.text(file.id), file.id, typedefs_, complaints),
      build(complaints),
      refuse(complaints),
      declare(file, typedefs_, complaints) {}

Token ParserContext::next(std::size_t stack_size) {
  if (stack_size > greatest_stack) {
    complaints.fatal(tokens_.last_span(), "this is nested too deeply",
                     "give its parts names or functions of their own");
  }
  if (complaints.stopped()) return Parser::make_END(tokens_.last_span());
  Token token = tokens_.next();
  const TokenKind kind = token.kind();
  // A string that is not an argument by now will never be one.
  if (kind == Kind::S_SEMICOLON || kind == Kind::S_LBRACE || kind == Kind::S_RBRACE || kind == Kind::S_YYEOF) {
    build.refuse_strings();
  }
  return token;
}

File parse(const source::Sources& sources, FileId file, std::vector<std::string>& typedefs,
           source::Diagnostics& diagnostics) {
  File result;
  result.id = file;
  ParserContext context(sources, result, typedefs, diagnostics);
  Parser(context).parse();
  return result;
}

}  // namespace pagerace::syntax
