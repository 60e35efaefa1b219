#include "model/syntax/imports.hpp"

#include "model/syntax/tokens.hpp"

namespace pagerace::syntax {

std::vector<Import> find_imports(const source::Sources& sources, FileId file) {
  source::Diagnostics unused;
  Complaints complaints(unused);
  complaints.mute(true);
  std::vector<std::string> no_names;
  const Typedefs no_typedefs(no_names);
  TokenSource tokens(sources.text(file), file, no_typedefs, complaints);
  std::vector<Import> result;
  for (;;) {
    Token token = tokens.next();
    if (token.kind() == Kind::S_YYEOF) return result;
    if (token.kind() == Kind::S_STRING && tokens.kind_before() == Kind::S_IMPORT) {
      result.push_back({token.value.as<std::string>(), token.location});
    }
  }
}

}  // namespace pagerace::syntax
