// Models for the tests of native code.
#pragma once

#include <optional>
#include <string>

#include "model/source/diagnostics.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native::testing {

/// A program that went through the front end. Not to be copied: spans refer to the sources.
struct Model {
  source::Sources sources;
  std::optional<system::TransitionSystem> system;
  std::string errors;
};

Model load_file(const std::string& path);
Model load_text(const std::string& text);

/// All files of the folder that end in .race, sorted; those in folders below it too.
std::vector<std::string> scenarios_in(const std::string& folder);

}  // namespace pagerace::native::testing
