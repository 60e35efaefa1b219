#include "cli/markup.hpp"

namespace pagerace::cli {

std::string escaped_markup(std::string_view text) {
  constexpr std::string_view kSpecial = "&<>\"'";
  constexpr const char* kEntities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
  std::string safe;
  for (const char c : text) {
    const std::size_t at = kSpecial.find(c);
    if (at != std::string_view::npos) {
      safe += kEntities[at];
    } else {
      safe += static_cast<unsigned char>(c) < ' ' && c != '\n' ? '?' : c;
    }
  }
  return safe;
}

}  // namespace pagerace::cli
