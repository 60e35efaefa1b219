// SHA-256 (FIPS 180-4): gives cached files names that nobody can make collide, and detects damaged files.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pagerace::native {

class Sha256 {
 public:
  using Digest = std::array<std::uint8_t, 32>;

  Sha256& add(std::string_view bytes);
  /// Adds the length too, so that different sequences of parts never look the same.
  Sha256& add_part(std::string_view part);
  Digest digest();  ///< call it once, at the end

 private:
  void block(const std::uint8_t* bytes);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> waiting_ = {};
  std::uint64_t length_ = 0;
};

std::string hexadecimal(const Sha256::Digest& digest);

}  // namespace pagerace::native
