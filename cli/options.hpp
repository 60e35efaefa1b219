// Options that several subcommands share, and parsers for their values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/progress.hpp"

namespace pagerace::cli {

/// What a model is made from, besides its file.
struct ModelOptions {
  std::string kernel;                                        ///< empty: the newest release
  std::vector<std::pair<std::string, std::string>> defines;  ///< from -D, in order
  std::vector<std::string> include_paths;
  std::vector<std::string> properties;        ///< empty: all
  std::vector<std::string> patches;           ///< files on top of the kernel, each on those before it
  std::vector<std::string> environment = {};  ///< actors beside the scenario's threads, see environment.hpp

  bool operator==(const ModelOptions&) const = default;
};

enum class Color { Auto, Always, Never };

/// The bounds of a search. A bound that is not given is empty.
struct LimitOptions {
  std::optional<std::uint64_t> max_states;
  std::optional<std::uint32_t> max_depth;
  std::optional<double> timeout;  ///< seconds
  bool first = false;
};

/// "30", "30s", "10m", "1h", "1.5m" in seconds. Nothing if it is not a duration above zero.
std::optional<double> parse_duration(const std::string& text);

/// As the user would type it: without an exponent, which is no part of a duration.
std::string spell_duration(double seconds);

/// Digits, and k, M or G for thousands, millions and more. Nothing if there is a sign or another unit, or if the number
/// does not fit in the type.
template <class Number>
std::optional<Number> parse_count(const std::string& text);

/// "NAME=value". Nothing if it has another form.
std::optional<std::pair<std::string, std::string>> parse_define(const std::string& text);

/// Whether to colour a stream. Auto: only on terminals, and not if NO_COLOR is set.
bool use_color(Color color, int descriptor);

/// Quotes an argument for a shell.
std::string quote(const std::string& argument);
/// Quotes a file as the last argument, so that one that begins with a dash is not taken for an option.
std::string quote_file(const std::string& path);

/// The options as the user would type them, each after a space.
std::string spell(const ModelOptions& options);
std::string spell(const LimitOptions& options);

}  // namespace pagerace::cli
