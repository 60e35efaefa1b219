// Which pagerace this is. cmake/write-version.cmake writes the definitions.
#pragma once

namespace pagerace::cli {

/// "0.1.0": what JSON, traces and checkpoints carry, the same for every commit of one version.
extern const char* const kVersion;

/// "pagerace 0.1.0 (commit 0123456789ab)", for readers. The commit ends in -dirty if files were changed since; it is
/// left out if the program was built outside of a git repository.
extern const char* const kVersionLine;

}  // namespace pagerace::cli
