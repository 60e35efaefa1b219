// Finds the files that pagerace reads at run time: kernel models, and the headers of native code.
#pragma once

#include <filesystem>
#include <vector>

namespace pagerace::native {

/// The folders that may hold them, in the order to look: first share/pagerace beside the program's folder (for an
/// installation), then share/pagerace inside of it (for a build). Only the program's own place counts, so a package can
/// be unpacked anywhere. Empty if that place is unknown, because there is no /proc.
std::vector<std::filesystem::path> data_folders();

}  // namespace pagerace::native
