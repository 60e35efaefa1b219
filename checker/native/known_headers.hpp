// The headers of native code, as they were when this program was built.
#pragma once

#include <span>
#include <string_view>

namespace pagerace::native {

struct KnownHeader {
  std::string_view path;    ///< from the repository's root
  std::string_view sha256;  ///< of its content, hexadecimal
};

/// Sorted by path. Written by the build: cmake/native-headers.cmake.
std::span<const KnownHeader> known_headers();

}  // namespace pagerace::native
