// Finds the headers that native code is compiled with.
#pragma once

#include <string>

#include "checker/native/sha256.hpp"

namespace pagerace::native {

/// $PAGERACE_HEADERS, else the first of data_folders() that has them. Throws std::runtime_error, which names the places
/// that were tried.
std::string header_folder();

/// Adds the content of every header of pagerace that the text includes, directly or not. Throws std::runtime_error if
/// one is missing, or differs from the one this program was built from: the module and this program would then disagree
/// about the layout of data.
void add_headers(Sha256& hash, const std::string& text, const std::string& folder);

}  // namespace pagerace::native
