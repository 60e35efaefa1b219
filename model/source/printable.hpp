// What may be printed of a text that came from outside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pagerace::source {

/// The number of bytes of the character at `at`. 0 if it must not be printed: it is not UTF-8, it is a control
/// character, which a terminal may obey (C0 but the tab, DEL, C1), or it changes the direction or the line of what
/// follows, so that readers see another text than the compiler (Unicode TR 36, section 3.1).
std::size_t printable_length(std::string_view text, std::size_t at);

/// The text with a `?` for each byte that must not be printed. Line ends stay.
std::string printable(std::string_view text);

}  // namespace pagerace::source
