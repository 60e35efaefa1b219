// Texts as mail carries them: RFC 2045 (bodies) and RFC 2047 (words of headers).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pagerace::patch {

/// Blanks and line ends are passed over. Nothing if there is anything else that is not of the alphabet, or after the
/// padding.
std::optional<std::string> decode_base64(std::string_view text);

/// One line of a body, without its line end. `is_continued` says that the next line belongs to this one. What is no
/// encoded byte stays, as RFC 2045 advises.
std::string decode_quoted_printable(std::string_view line, bool& is_continued);

/// A header with its encoded words ("=?utf-8?q?...?=") read. Other charsets than UTF-8 keep their bytes.
std::string decode_words(std::string_view header);

}  // namespace pagerace::patch
