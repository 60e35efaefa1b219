#include "checker/native/data_folders.hpp"

#include <system_error>

namespace pagerace::native {

std::vector<std::filesystem::path> data_folders() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  if (error) return {};
  return {folder.parent_path() / "share/pagerace", folder / "share/pagerace"};
}

}  // namespace pagerace::native
