// Words that C or the kernel has and this language does not.
#pragma once

#include <optional>
#include <string_view>

#include "model/syntax/complaints.hpp"
#include "model/syntax/surroundings.hpp"

namespace pagerace::syntax {

/// Reports an error if `word` is such a word. The token returned is one that the parser can go on with, or one of the
/// REFUSED ones, which tell the token source what to drop.
std::optional<Token> refused_word(std::string_view word, Span span, Complaints& complaints);

}  // namespace pagerace::syntax
