// The headers that native code is compiled with.
#pragma once

#include <string>

#include "checker/native/sha256.hpp"

namespace pagerace::native {

/// $PAGERACE_HEADERS, else the first of data_folders() that has them. Throws std::runtime_error, which says where it
/// looked.
std::string header_folder();

/// Adds the content of every header of ours that the text includes, directly or not. Throws std::runtime_error where
/// one is missing, or is not what this program was built from: what it lays out in memory would not be what the module
/// takes it for.
void add_headers(Sha256& hash, const std::string& text, const std::string& folder);

}  // namespace pagerace::native
