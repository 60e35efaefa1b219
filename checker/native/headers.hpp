// The headers that native code is compiled with.
#pragma once

#include <string>

#include "checker/native/sha256.hpp"

namespace pagerace::native {

/// Beside the installed program, or the source tree; $PAGERACE_HEADERS before both. Empty if there is none.
std::string header_folder();

/// Adds the content of every header of ours that the text includes, directly or not. Throws std::runtime_error where
/// one is missing, or is not what this program was built from: what it lays out in memory would not be what the module
/// takes it for.
void add_headers(Sha256& hash, const std::string& text, const std::string& folder);

}  // namespace pagerace::native
