// How diffs name files.
#pragma once

#include <string>
#include <string_view>

namespace pagerace::patch {

/// From the root of the tree. Empty for /dev/null, and if a line cannot be read.
struct DiffPaths {
  std::string old_path, new_path;
};

/// A name as git writes it: within quotes if it has other characters than these, with C's escapes.
std::string unquoted(std::string_view name);

/// "a/mm/swap.c b/mm/swap.c"
DiffPaths paths_of_git_line(std::string_view names);

/// What stands after "--- " and "+++ ". The first folder goes if it is not part of the tree: "a/" and "b/", or two
/// names of the tree, as `diff -ur linux.orig linux` writes them.
DiffPaths paths_of_names(std::string_view old_name, std::string_view new_name);

}  // namespace pagerace::patch
