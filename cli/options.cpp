#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace pagerace::cli {

namespace {

bool is_identifier(const std::string& text) {
  if (text.empty() || (std::isdigit(static_cast<unsigned char>(text[0])) != 0)) return false;
  return std::ranges::all_of(text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
}

/// Of a count: thousands, not 1024 as of memory.
std::optional<std::uint32_t> scale_of(std::string_view unit) {
  if (unit.empty()) return 1;
  if (unit == "k" || unit == "K") return 1000;
  if (unit == "M") return 1000 * 1000;
  if (unit == "G") return 1000 * 1000 * 1000;
  return std::nullopt;
}

}  // namespace

template <class Number>
std::optional<Number> parse_count(const std::string& text) {
  Number number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc()) return std::nullopt;
  const auto scale = scale_of({rest, end});
  if (!scale || number > std::numeric_limits<Number>::max() / *scale) return std::nullopt;
  return static_cast<Number>(number * *scale);
}

template std::optional<std::uint32_t> parse_count(const std::string& text);
template std::optional<std::uint64_t> parse_count(const std::string& text);

std::optional<double> parse_duration(const std::string& text) {
  if (text.empty() || text[0] == '-' || text[0] == '+') return std::nullopt;
  const std::size_t end = text.find_first_not_of("0123456789.");
  const std::string digits = text.substr(0, end);
  const std::string unit = end == std::string::npos ? "s" : text.substr(end);
  char* rest = nullptr;
  const double number = std::strtod(digits.c_str(), &rest);
  if (digits.empty() || *rest != '\0' || !std::isfinite(number) || number <= 0) return std::nullopt;
  if (unit == "s") return number;
  if (unit == "m") return number * 60;
  if (unit == "h") return number * 3600;
  return std::nullopt;
}

std::string spell_duration(double seconds) {
  char digits[512];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), seconds, std::chars_format::fixed);
  return std::string(digits, end.ptr) + "s";
}

std::optional<std::pair<std::string, std::string>> parse_define(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size() || !is_identifier(text.substr(0, equals)))
    return std::nullopt;
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

bool use_color(Color color, int descriptor) {
  if (color != Color::Auto) return color == Color::Always;
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && isatty(descriptor) == 1;
}

std::string quote(const std::string& argument) {
  constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,/:@%";
  if (!argument.empty() && argument.find_first_not_of(plain) == std::string::npos) return argument;
  std::string quoted = "'";
  for (const char c : argument) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string quote_file(const std::string& path) { return (path.starts_with('-') ? "-- " : "") + quote(path); }

std::string spell(const ModelOptions& options) {
  std::string text;
  if (!options.kernel.empty()) text += " --kernel " + quote(options.kernel);
  for (const std::string& path : options.patches) text += " --patch " + quote(path);
  if (!options.environment.empty())
    text += " --environment " + quote(fmt::format("{}", fmt::join(options.environment, ",")));
  for (const auto& [name, value] : options.defines) text += " -D " + quote(fmt::format("{}={}", name, value));
  for (const std::string& path : options.include_paths) text += " -I " + quote(path);
  for (const std::string& property : options.properties) text += " --property " + quote(property);
  return text;
}

std::string spell(const LimitOptions& options) {
  std::string text;
  if (options.max_states) text += fmt::format(" --max-states {}", *options.max_states);
  if (options.max_depth) text += fmt::format(" --max-depth {}", *options.max_depth);
  if (options.timeout) text += " --timeout " + spell_duration(*options.timeout);
  if (options.first) text += " --first";
  return text;
}

}  // namespace pagerace::cli
