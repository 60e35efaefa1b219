// Cuts one text into tokens. Between two tokens it remembers only its place in the text.
#pragma once

#include <string_view>

#include "model/syntax/complaints.hpp"
#include "model/syntax/surroundings.hpp"
#include "model/syntax/words.hpp"

namespace pagerace::syntax {

/// Flex calls this when it has run out of memory: throws std::bad_alloc.
[[noreturn]] void scanner_failed(const char* message);

class Scanner {
 public:
  Scanner(std::string_view text, FileId file, WordReader& words, const Surroundings& around, Complaints& complaints);
  ~Scanner();
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;

  /// The next token; at the end, always END. Reports an error for text that is no token, and goes on after it.
  Token scan() { return match(state_); }

 private:
  // match() is made by Flex from scanner.ll; the others are its actions.
  Token match(void* state);

  void advance(int length) { span_ = {span_.file, span_.end, span_.end + static_cast<std::uint32_t>(length)}; }
  void step_back(int length) { span_.end -= static_cast<std::uint32_t>(length); }
  Span span() const { return span_; }
  Span end_of_text() const { return {span_.file, span_.end, span_.end}; }
  bool wants_kernel_name() const { return around_.previous() == Kind::S_KERNEL; }

  Token word(std::string_view written);
  Token integer(std::string_view written);
  Token floating_point();
  Token character(std::string_view written);
  Token string(std::string_view written);
  Token unterminated_string();
  void unterminated_comment();
  void directive(std::string_view written);
  void non_ascii(std::string_view written);
  void stray_character(char character);
  void stray(const char* message, const char* hint);

  std::string_view text_;
  WordReader& words_;
  const Surroundings& around_;
  Complaints& complaints_;
  Span span_;
  void* state_ = nullptr;
};

}  // namespace pagerace::syntax
