// Text inside of HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace pagerace::cli {

/// With entities for what has a meaning in markup, and `?` for control characters, which XML does not allow.
std::string escaped_markup(std::string_view text);

}  // namespace pagerace::cli
