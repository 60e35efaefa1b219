#include "cli/options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace pagerace::cli {

namespace {

bool is_identifier(const std::string& text) {
  if (text.empty() || (std::isdigit(static_cast<unsigned char>(text[0])) != 0)) return false;
  return std::ranges::all_of(text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
}

/// CLI11 reads a negative number into an unsigned one without a word.
template <class Number>
void add_count(CLI::App& command, const std::string& name, std::optional<Number>& count, const std::string& help) {
  command
      .add_option_function<std::string>(
          name,
          [&count, name](const std::string& text) {
            count = parse_count<Number>(text);
            if (!count) throw CLI::ValidationError(name, "\"" + text + "\" is no count that it can be limited to");
          },
          help)
      ->type_name("N");
}

}  // namespace

template <class Number>
std::optional<Number> parse_count(const std::string& text) {
  Number number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

template std::optional<std::uint32_t> parse_count(const std::string& text);
template std::optional<std::uint64_t> parse_count(const std::string& text);

std::string refuse_empty(const std::string& text) { return text.empty() ? "the value is empty" : ""; }

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

void add_duration(CLI::App& command, const std::string& name, std::optional<double>& seconds, const std::string& help) {
  command
      .add_option_function<std::string>(
          name,
          [&seconds, name](const std::string& text) {
            seconds = parse_duration(text);
            if (!seconds) throw CLI::ValidationError(name, "\"" + text + "\" is no duration: 30s, 10m, 1h");
          },
          help)
      ->type_name("T");
}

std::optional<std::pair<std::string, std::string>> parse_define(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size() || !is_identifier(text.substr(0, equals)))
    return std::nullopt;
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

void add_model_options(CLI::App& command, ModelOptions& options) {
  command
      .add_option("--kernel,-k", options.kernel, "Kernel design: a name (see pagerace list kernels) or a .race file")
      ->type_name("NAME")
      ->check(refuse_empty);
  add_source_options(command, options);
}

void add_source_options(CLI::App& command, ModelOptions& options) {
  command
      .add_option_function<std::vector<std::string>>(
          "-D",
          [&options](const std::vector<std::string>& all) {
            for (const std::string& text : all) {
              const auto define = parse_define(text);
              if (!define) throw CLI::ValidationError("-D", "\"" + text + "\" is not NAME=value");
              options.defines.push_back(*define);
            }
          },
          "Replace the value of a constant; may be repeated")
      ->type_name("NAME=value")
      ->allow_extra_args(false);
  command.add_option("-I", options.include_paths, "Look for imports here too; may be repeated")
      ->type_name("DIR")
      ->check(refuse_empty)
      ->allow_extra_args(false);
}

void add_property_option(CLI::App& command, ModelOptions& options) {
  command
      .add_option("--property,-p", options.properties, "Check only this property or built-in check; may be repeated")
      ->type_name("NAME")
      ->check(refuse_empty)
      ->allow_extra_args(false);
}

void add_limit_options(CLI::App& command, LimitOptions& options) {
  add_count(command, "--max-states", options.max_states, "Stop after this many states");
  add_count(command, "--max-depth", options.max_depth, "Look no further than this many steps");
  add_duration(command, "--timeout", options.timeout, "Stop after this time: 30s, 10m, 1h");
  command.add_flag("--first", options.first, "Stop at the first violation of anything");
}

void add_color_option(CLI::App& command, Color& color) {
  command
      .add_option_function<std::string>(
          "--color",
          [&color](const std::string& when) {
            if (when != "auto" && when != "always" && when != "never")
              throw CLI::ValidationError("--color", "\"" + when + "\" is none of auto, always, never");
            color = when == "auto" ? Color::Auto : when == "always" ? Color::Always : Color::Never;
          },
          "Colours: auto (on a terminal), always or never")
      ->type_name("WHEN");
}

void add_progress_option(CLI::App& command, ProgressStyle& style) {
  command
      .add_option_function<std::string>(
          "--progress",
          [&style](const std::string& how) {
            if (how != "auto" && how != "json" && how != "none")
              throw CLI::ValidationError("--progress", "\"" + how + "\" is none of auto, json, none");
            style = how == "auto" ? ProgressStyle::Auto : how == "json" ? ProgressStyle::Json : ProgressStyle::None;
          },
          "On stderr: auto (a line on a terminal, elsewhere one a minute), json or none; SIGUSR1 asks for one now")
      ->type_name("HOW");
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
  for (const auto& [name, value] : options.defines) text += " -D " + quote(fmt::format("{}={}", name, value));
  for (const std::string& path : options.include_paths) text += " -I " + quote(path);
  for (const std::string& property : options.properties) text += " --property " + quote(property);
  return text;
}

std::string spell(const LimitOptions& options) {
  std::string text;
  if (options.max_states) text += fmt::format(" --max-states {}", *options.max_states);
  if (options.max_depth) text += fmt::format(" --max-depth {}", *options.max_depth);
  if (options.timeout) text += fmt::format(" --timeout {}s", *options.timeout);
  if (options.first) text += " --first";
  return text;
}

}  // namespace pagerace::cli
