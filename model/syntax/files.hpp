// Reading texts from disk, and finding what an import means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/syntax/load.hpp"

namespace pagerace::syntax {

/// A text, or why there is none ("is a folder").
struct ReadResult {
  std::optional<std::string> text;
  std::string problem;
};
ReadResult read_text(const std::string& path);

/// Where an import leads, or why nowhere.
struct Resolution {
  std::optional<std::string> path;
  std::string problem, hint;
};
/// `importing` is the path of the file that says so. `linux.race` is the kernel design of `options`.
Resolution resolve_import(const std::string& name, const std::string& importing, const LoadOptions& options);

/// The same for each spelling of a path, as far as the file exists.
std::string canonical_path(const std::string& path);

}  // namespace pagerace::syntax
