// Finds the file that an import means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/syntax/load.hpp"

namespace pagerace::syntax {

/// The file that an import means, or the reason why there is none.
struct Resolution {
  std::optional<std::string> path;
  std::string problem, hint;
};
/// `importing` is the path of the file that contains the import. `linux.race` is the kernel design of `options`.
Resolution resolve_import(const std::string& name, const std::string& importing, const LoadOptions& options);

/// Gives the same path for every spelling of it, as far as the file exists.
std::string canonical_path(const std::string& path);

}  // namespace pagerace::syntax
