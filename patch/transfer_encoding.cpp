#include "patch/transfer_encoding.hpp"

#include "patch/text.hpp"

namespace pagerace::patch {

namespace {

int digit_of_base64(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The byte that "=XX" at this place stands for; -1 if it is no such.
int byte_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '=') return -1;
  const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string decode_q(std::string_view word) {
  std::string text;
  for (std::size_t at = 0; at < word.size(); at++) {
    const int byte = byte_at(word, at);
    if (byte >= 0) at += 2;
    text += byte >= 0 ? static_cast<char>(byte) : word[at] == '_' ? ' ' : word[at];
  }
  return text;
}

/// "=?charset?q?text?=" at the beginning of `rest`, which it is taken from. Nothing if there is none.
std::optional<std::string> take_word(std::string_view& rest) {
  const std::size_t charset = rest.find('?', 2);
  if (charset == std::string_view::npos || charset + 2 >= rest.size() || rest[charset + 2] != '?') return std::nullopt;
  const std::size_t end = rest.find("?=", charset + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view word = rest.substr(charset + 3, end - charset - 3);
  const std::string kind = lower(rest.substr(charset + 1, 1));
  std::optional<std::string> text;
  if (kind == "q") text = decode_q(word);
  if (kind == "b") text = decode_base64(word);
  if (text) rest.remove_prefix(end + 2);
  return text;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int held = 0;
  bool is_padded = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (c == '=') {
      is_padded = true;
      continue;
    }
    const int digit = digit_of_base64(c);
    if (digit < 0 || is_padded) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xfffffU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xffU);
  }
  return bytes;
}

std::string decode_quoted_printable(std::string_view line, bool& is_continued) {
  std::string text;
  is_continued = line.ends_with('=');
  if (is_continued) line.remove_suffix(1);
  for (std::size_t at = 0; at < line.size(); at++) {
    const int byte = byte_at(line, at);
    if (byte >= 0) at += 2;
    text += byte >= 0 ? static_cast<char>(byte) : line[at];
  }
  return text;
}

std::string decode_words(std::string_view header) {
  std::string text;
  std::size_t blanks = 0;  // after an encoded word: those between two encoded words are no part of the text
  bool is_after_word = false;
  while (!header.empty()) {
    if (header.starts_with("=?")) {
      const std::string_view before = header;
      if (const auto word = take_word(header)) {
        if (is_after_word) text.resize(text.size() - blanks);
        text += *word;
        is_after_word = true;
        blanks = 0;
        continue;
      }
      header = before;
    }
    const bool is_blank = header.front() == ' ' || header.front() == '\t';
    blanks = is_blank ? blanks + 1 : 0;
    is_after_word = is_after_word && is_blank;
    text += header.front();
    header.remove_prefix(1);
  }
  return text;
}

}  // namespace pagerace::patch
