// Options that several subcommands have, and how their values are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/progress.hpp"

namespace pagerace::cli {

/// What a model is made of, besides its file.
struct ModelOptions {
  std::string kernel;                                        ///< empty: the library's default
  std::vector<std::pair<std::string, std::string>> defines;  ///< of -D, in order
  std::vector<std::string> include_paths;
  std::vector<std::string> properties;  ///< empty: all
};

enum class Color { Auto, Always, Never };

/// What bounds a search. Nothing where it is not given.
struct LimitOptions {
  std::optional<std::uint64_t> max_states;
  std::optional<std::uint32_t> max_depth;
  std::optional<double> timeout;  ///< seconds
  bool first = false;
};

/// "30", "30s", "10m", "1h", "1.5m" in seconds. Nothing where it is not a duration above zero.
std::optional<double> parse_duration(const std::string& text);

/// Digits only, in range. Nothing where it is not: a sign, a unit, or too large for the type.
template <class Number>
std::optional<Number> parse_count(const std::string& text);

/// "NAME=value". Nothing where it is not.
std::optional<std::pair<std::string, std::string>> parse_define(const std::string& text);

/// Whether to colour a stream: only terminals, and never where NO_COLOR is set, unless asked to.
bool use_color(Color color, int descriptor);

/// An argument as a shell reads it back.
std::string quote(const std::string& argument);
/// A file as the last argument: one that begins with a dash is no option.
std::string quote_file(const std::string& path);

/// The options as they would be typed, each with a space before it.
std::string spell(const ModelOptions& options);
std::string spell(const LimitOptions& options);

}  // namespace pagerace::cli
