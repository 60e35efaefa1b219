#include "model/source/read_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace pagerace::source {
namespace {

namespace fs = std::filesystem;

bool is_from_shell(const std::string& path) {
  return path == "/dev/stdin" || path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/");
}

}  // namespace

ReadResult read_file(const std::string& path, std::size_t most) {
  std::error_code ignored;
  const fs::file_type type = fs::status(path, ignored).type();
  if (type == fs::file_type::directory) return {{}, "is a folder"};
  const bool is_pipe = type == fs::file_type::fifo || type == fs::file_type::character;
  if ((is_pipe && !is_from_shell(path)) || type == fs::file_type::block || type == fs::file_type::socket)
    return {{}, "is a pipe or a device, not a file"};
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return {{}, errno != 0 ? std::strerror(errno) : "cannot be opened"};
  // Reads up to the limit instead of asking for the size, because a pipe has none.
  std::string text;
  std::string piece(std::size_t{1} << 16, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
    if (text.size() > most) return {{}, fmt::format("is larger than {} MiB", most >> 20)};
  }
  if (file.bad()) return {{}, "cannot be read"};
  return {std::move(text), {}};
}

}  // namespace pagerace::source
