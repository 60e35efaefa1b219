// What people type where a subcommand is wanted: `pagerace help`, `pagerace version`, `pagerace chekc`.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pagerace::cli {

/// The arguments without the program's name, changed so that `help WHAT` is `WHAT --help`, and `version` is
/// `--version`.
std::vector<std::string> without_aliases(std::vector<std::string> arguments);

/// Why the first word is no subcommand; nothing if it is one, or an option.
std::optional<std::string> first_word_problem(const std::vector<std::string>& arguments,
                                              const std::vector<std::string>& subcommands);

}  // namespace pagerace::cli
