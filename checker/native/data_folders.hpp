// Where the files are that pagerace reads while it runs: kernel models, and the headers of native code.
#pragma once

#include <filesystem>
#include <vector>

namespace pagerace::native {

/// Folders that may hold them, in the order to look: share/pagerace beside the folder of the program, where an
/// installation has it, and inside of that folder, where a build has it. Only the place of the program counts, so that
/// a package can be unpacked anywhere. Empty if the program cannot tell where it is, without /proc.
std::vector<std::filesystem::path> data_folders();

}  // namespace pagerace::native
