// Errors and warnings about what the user wrote. They are collected, so that one run reports several.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::source {

enum class Severity { Error, Warning, Note };

struct Diagnostic {
  Severity severity = Severity::Error;
  Span span;
  std::string message;  ///< one line, lower case, no full stop
  std::string hint;     ///< what to write instead; may be empty
};

class Diagnostics {
 public:
  void error(Span span, std::string message, std::string hint = {});
  void warning(Span span, std::string message, std::string hint = {});
  /// Adds a note that belongs to the diagnostic before it: "previous definition is here".
  void note(Span span, std::string message);

  /// Forgets all that came after the first `count` of all().
  void forget_after(std::size_t count);

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// Prints `file:line:column: error: message`, the line, a caret under the span, and `  hint: ...`.
std::string render(const Sources& sources, const Diagnostic& diagnostic);

/// The candidate closest to `name` by edit distance; empty if none is close enough.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace pagerace::source
