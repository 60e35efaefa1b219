// The version of this program. cmake/write-version.cmake writes the definitions.
#pragma once

namespace pagerace::cli {

/// "0.1.0", for JSON, traces and checkpoints. It is the same for every commit of one version.
extern const char* const kVersion;

/// "pagerace 0.1.0 (commit 0123456789ab)", for readers. The commit ends in -dirty if files have been changed since. It
/// is missing if the program was built outside of a git repository.
extern const char* const kVersionLine;

}  // namespace pagerace::cli
