// The headers of native code in the version that this program was built from.
#pragma once

#include <span>
#include <string_view>

namespace pagerace::native {

struct KnownHeader {
  std::string_view path;    ///< from the repository's root
  std::string_view sha256;  ///< of its content, in hexadecimal
};

/// Sorted by path. The build writes it: cmake/native-headers.cmake.
std::span<const KnownHeader> known_headers();

}  // namespace pagerace::native
