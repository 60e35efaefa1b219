// Programs for the tests of symmetry, from files and from texts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::symmetry::test {

struct Program {
  source::Sources sources;
  std::optional<system::TransitionSystem> system;  ///< nothing where there are errors
  std::string errors;
};

using Defines = std::vector<std::pair<std::string, std::string>>;

std::unique_ptr<Program> load_file(const std::string& path, const Defines& defines = {});
std::unique_ptr<Program> load_text(const std::string& text);

/// How many of a hundred example files are read: what PAGERACE_SEEDS says, and all of them without it.
std::uint64_t examples_of_hundred();

/// Files with programs among the examples and the tests, in the order of their names: as many of a hundred.
std::vector<std::string> example_files();

}  // namespace pagerace::checker::symmetry::test
