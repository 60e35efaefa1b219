#include "cli/checkpoint_options.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "cli/command_line/command_line.hpp"

namespace pagerace::cli {
namespace {

/// What is said of a command line; empty: nothing.
std::string complaint(std::vector<const char*> arguments, CheckOptions& options) {
  arguments.insert(arguments.begin(), {"pagerace", "check"});
  const Command command = parse_command_line(static_cast<int>(arguments.size()), arguments.data());
  if (const auto* answer = std::get_if<Answer>(&command)) return answer->err;
  options = std::get<CheckOptions>(command);
  return "";
}

std::string complaint(const std::vector<const char*>& arguments) {
  CheckOptions options;
  return complaint(arguments, options);
}

TEST_CASE("a search is saved to a folder, or goes on from one") {
  CheckOptions saved;
  CHECK(complaint({"--checkpoint", "dir", "--checkpoint-every", "30s", "a.race"}, saved).empty());
  CHECK(saved.checkpoint.folder == "dir");
  CHECK(saved.checkpoint.every == 30);
  CHECK(saved.checkpoint.resume.empty());
  CheckOptions resumed;
  CHECK(complaint({"a.race", "--resume", "dir", "--checkpoint-every", "1h"}, resumed).empty());
  CHECK(resumed.checkpoint.resume == "dir");
  CHECK(resumed.checkpoint.every == 3600);
}

TEST_CASE("options of checkpoints that make no sense are refused") {
  CHECK(complaint({"--checkpoint", "a", "--resume", "b", "a.race"}).find("--resume") != std::string::npos);
  CHECK(complaint({"--checkpoint-every", "5m", "a.race"}).find("needs") != std::string::npos);
  CHECK(complaint({"--checkpoint", "a", "--checkpoint-every", "often", "a.race"}).find("no duration") !=
        std::string::npos);
  CHECK(complaint({"--checkpoint", "a", "a.race", "b.race"}).find("one FILE") != std::string::npos);
  CHECK(complaint({"--resume", "a", "a.race", "b.race"}).find("one FILE") != std::string::npos);
  CHECK_FALSE(complaint({"--checkpoint", "", "a.race"}).empty());
  CHECK_FALSE(complaint({"--resume", "", "a.race"}).empty());
}

TEST_CASE("progress is told in one of three ways") {
  CheckOptions options;
  CHECK(complaint({"--progress", "json", "a.race"}, options).empty());
  CHECK(options.progress == ProgressStyle::Json);
  CHECK(complaint({"--progress=loud", "a.race"}).find("none of auto, json, none") != std::string::npos);
}

}  // namespace
}  // namespace pagerace::cli
