// What comments of .race files say of what stands below them.
#pragma once

#include <string>
#include <string_view>

namespace pagerace::cli {

/// The text of a comment on one line, up to its first full stop, without the "NAME.race: " that it may begin with.
std::string first_sentence(std::string_view comment);

/// The comment at the top of a text; empty if the text begins with something else.
std::string_view top_comment(std::string_view text);

/// The comment that ends in the line above `at`; empty if there is none.
std::string_view comment_above(std::string_view text, std::size_t at);

}  // namespace pagerace::cli
