// pagerace new FILE: a first scenario that runs, to be changed into one's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/exit_code.hpp"

namespace pagerace::cli {

struct NewOptions {
  std::string file;
  std::string kernel;  ///< empty: the newest release
  std::optional<std::uint32_t> pages;
};

/// Writes the file, and never over one that is there.
Exit new_scenario(const NewOptions& options);

/// The text of the scenario. `kernel` is as --kernel takes it.
std::string first_scenario(const std::string& file, const std::string& kernel, std::uint32_t pages);

}  // namespace pagerace::cli
