#include "traces/reason.hpp"

#include <string_view>
#include <utility>

namespace pagerace::traces {

namespace {

constexpr std::size_t kLimit = 60;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
                              std::string_view::npos;
}

/// "page = page 0": the value of a bound variable.
std::pair<std::string, std::string> binding(const std::string& part) {
  const std::size_t equals = part.find(" = ");
  if (equals == std::string::npos || !is_name(std::string_view(part).substr(0, equals))) return {};
  return {part.substr(0, equals), part.substr(equals + 3)};
}

/// "a && b is true" -> "a and b"; "a is false" -> "not a".
/// "a is true in the state after" -> "then a".
std::string assertion(std::string text) {
  constexpr std::string_view after = " in the state after";
  if (text.ends_with(after)) return "then " + assertion(text.substr(0, text.size() - after.size()));
  constexpr std::string_view is_true = " is true";
  constexpr std::string_view is_false = " is false";
  const bool negative = text.ends_with(is_false);
  if (negative)
    text.resize(text.size() - is_false.size());
  else if (text.ends_with(is_true))
    text.resize(text.size() - is_true.size());
  const bool compound = text.find(' ') != std::string::npos;
  replace_all(text, " && ", " and ");
  replace_all(text, " || ", " or ");
  if (!negative) return text;
  return compound ? "not (" + text + ")" : "not " + text;
}

}  // namespace

std::string short_reason(const std::vector<std::string>& parts, const std::string& property) {
  std::string subject;
  std::string reason;
  std::vector<std::string> bound;
  for (const std::string& part : parts) {
    const auto [name, value] = binding(part);
    if (!name.empty()) {
      subject += (subject.empty() ? "" : ", ") + value;
      bound.push_back(name);
    } else {
      reason += (reason.empty() ? "" : " and ") + assertion(part);
    }
  }
  if (bound.size() == 1) {
    replace_all(reason, "(" + bound[0] + ")", "");
    replace_all(reason, bound[0] + "->", "");
  }
  std::string text = subject.empty() ? reason : subject + ": " + reason;
  return text.empty() || text.size() > kLimit ? property + " is false" : text;
}

}  // namespace pagerace::traces
