#include "tests/docs/console.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <string_view>

namespace pagerace::docs {
namespace {

std::string without_measurement(const std::string& line) {
  for (const std::string_view key : {"Time:", "Memory:"}) {
    if (line.starts_with(key)) return std::string(key);
  }
  return line;
}

}  // namespace

std::vector<Command> find_commands(const Document& document, const Block& block) {
  std::vector<Command> commands;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const std::string& line = document.lines[i];
    if (line.starts_with("$ ")) {
      Command command{line.substr(2), i, i + 1, i + 1};
      while (command.text.ends_with('\\') && i + 1 < block.end) {
        command.text.pop_back();
        command.text += document.lines[++i];
      }
      command.begin = command.end = i + 1;
      commands.push_back(command);
    } else if (commands.empty()) {
      throw std::runtime_error(document.place(i) + ": output before the first command");
    } else {
      commands.back().end = i + 1;
    }
  }
  return commands;
}

bool may_run(const std::string& command) {
  const std::string word = command.substr(0, command.find(' '));
  const std::array<std::string_view, 4> allowed{"pagerace", "build/pagerace", "echo", "cat"};
  return std::find(allowed.begin(), allowed.end(), word) != allowed.end();
}

Output run(const std::string& command, int previous, const Snippets& snippets) {
  const std::string script = "cd '" + snippets.folder().string() +
                             "' && export PATH=build:\"$PATH\" PAGERACE_LIBRARY=model/linux NO_COLOR=1 && exec 2>&1 && "
                             "(exit " +
                             std::to_string(previous) + "); " + command;
  FILE* pipe = popen(script.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + script);
  std::string text;
  std::array<char, 4096> buffer;
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), split_lines(text)};
}

bool matches(std::span<const std::string> shown, std::span<const std::string> printed) {
  if (shown.empty()) return printed.empty();
  if (shown.front() == "...") {
    for (std::size_t skipped = 0; skipped <= printed.size(); ++skipped) {
      if (matches(shown.subspan(1), printed.subspan(skipped))) return true;
    }
    return false;
  }
  return !printed.empty() && without_measurement(shown.front()) == without_measurement(printed.front()) &&
         matches(shown.subspan(1), printed.subspan(1));
}

}  // namespace pagerace::docs
