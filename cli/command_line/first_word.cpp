#include "cli/command_line/first_word.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/options.hpp"
#include "model/source/diagnostics.hpp"

namespace pagerace::cli {

std::vector<std::string> without_aliases(std::vector<std::string> arguments) {
  if (arguments.empty()) return arguments;
  if (arguments[0] == "version") arguments[0] = "--version";
  if (arguments[0] == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  return arguments;
}

std::optional<std::string> first_word_problem(const std::vector<std::string>& arguments,
                                              const std::vector<std::string>& subcommands) {
  if (arguments.empty()) return fmt::format("A subcommand is required: {}", fmt::join(subcommands, ", "));
  const std::string& word = arguments[0];
  if (word.starts_with("-") || std::ranges::find(subcommands, word) != subcommands.end()) return std::nullopt;
  if (word.ends_with(".race")) return fmt::format("A subcommand is required: pagerace check {}", quote(word));
  const std::string meant = source::did_you_mean(word, subcommands);
  return meant.empty() ? fmt::format("There is no subcommand \"{}\": {}", word, fmt::join(subcommands, ", "))
                       : fmt::format("There is no subcommand \"{}\", did you mean \"{}\"?", word, meant);
}

}  // namespace pagerace::cli
