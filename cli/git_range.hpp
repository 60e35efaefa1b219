// Patches out of a git repository.
#pragma once

#include <string>

#include "patch/series.hpp"

namespace pagerace::cli {

/// The commits of a range ("v6.12..topic", "-3" is refused) of the tree, as `git format-patch` writes them. Runs git
/// beside this program. Throws patch::BadPatch with git's own words if it fails.
patch::Series read_git_range(const std::string& tree, const std::string& range);

}  // namespace pagerace::cli
