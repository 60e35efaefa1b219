// Commands that a document shows, and what they really print.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tests/docs/document.hpp"
#include "tests/docs/snippets.hpp"

namespace pagerace::docs {

/// A line "$ command" of a console block (with those that follow a backslash) and the output shown below it.
struct Command {
  std::string text;
  std::size_t line = 0;   ///< index of the line with the $
  std::size_t begin = 0;  ///< the lines of its output
  std::size_t end = 0;
};

std::vector<Command> find_commands(const Document& document, const Block& block);

struct Output {
  int status = 0;
  std::vector<std::string> lines;
};

/// Whether documents may show a command: only what is quick and changes nothing.
bool may_run(const std::string& command);

/// Runs a command with a shell, in the folder of the snippets, with the pagerace that was built. `$?` is `previous`.
Output run(const std::string& command, int previous, const Snippets& snippets);

/// Whether output is as shown. "..." alone on a line stands for any lines; the values of Time: and Memory: may differ.
bool matches(std::span<const std::string> shown, std::span<const std::string> printed);

}  // namespace pagerace::docs
