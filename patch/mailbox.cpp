#include "patch/mailbox.hpp"

#include <algorithm>
#include <array>

#include "patch/mail.hpp"

namespace pagerace::patch {

namespace {

/// "From NAME Mon Sep 17 00:00:00 2001". A sentence that begins with "From" has no weekday and no year at these places.
bool is_separator(std::string_view line) {
  constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  if (!line.starts_with("From ")) return false;
  const std::size_t name_end = line.find(' ', 5);
  if (name_end == std::string_view::npos) return false;
  const std::string_view date = trimmed(line.substr(name_end));
  const bool has_day =
      std::any_of(kDays.begin(), kDays.end(), [&](std::string_view day) { return date.starts_with(day); });
  return has_day && std::count(date.begin(), date.end(), ':') == 2;
}

/// "Name: text", with a name as RFC 5322 has it.
bool is_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return c > ' ' && c < 127; });
}

}  // namespace

std::vector<Message> read_mailbox(const std::string& path, std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  std::vector<Message> messages;
  std::vector<Line> mail;
  bool is_mail = false;
  const auto end_mail = [&] {
    const bool is_empty = std::all_of(mail.begin(), mail.end(), [](const Line& line) { return line.text.empty(); });
    if (!is_empty) messages.push_back(is_mail ? read_mail(path, mail) : Message{"", "", mail});
    mail.clear();
  };
  for (std::size_t at = 0; at < lines.size(); at++) {
    const bool is_begin = at == 0 || lines[at - 1].text.empty();
    if (is_begin && is_separator(lines[at].text)) {
      end_mail();
      is_mail = true;
      continue;
    }
    if (at == 0) is_mail = is_header(lines[at].text);
    mail.push_back(lines[at]);
  }
  end_mail();
  return messages;
}

}  // namespace pagerace::patch
