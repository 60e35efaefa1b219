// Reads a scenario and everything it imports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/source/diagnostics.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

/// As the path of a scenario: it is read from there, and its imports are looked for from the working directory.
inline constexpr const char* kStandardInput = "-";

struct LoadOptions {
  std::string kernel;                         ///< from --kernel; empty: the newest release, see designs.hpp
  std::vector<std::string> include_paths;     ///< from -I, searched in order
  std::string library;                        ///< the folder that holds vocabulary.race and designs/
  std::vector<std::string> patches = {};      ///< files that stand on the kernel design, each on those before it
  std::vector<std::string> environment = {};  ///< files with threads beside the scenario's; it has the last word
};

/// Parses one text that is already in `sources`. Never throws; on errors the result holds what could be read.
/// `typedefs` holds the names known from files read before; the names of this file are added.
File parse(const source::Sources& sources, FileId file, std::vector<std::string>& typedefs,
           source::Diagnostics& diagnostics);

/// Reads `path` with its imports (vocabulary.race first, always). If a file cannot be read, the diagnostic is at its
/// `import`. Returns std::nullopt if the scenario itself cannot be read; the message is then in `diagnostics` without a
/// line. (A file of that path and empty text is added so that the span can be printed.)
std::optional<Unit> load(const std::string& path, const LoadOptions& options, source::Sources& sources,
                         source::Diagnostics& diagnostics);

}  // namespace pagerace::syntax
