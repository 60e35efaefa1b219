#include "traces/hash.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

namespace pagerace::traces {

namespace {

class Fnv {
 public:
  /// The length is added first, so that "ab" and "c" differ from "a" and "bc".
  void add(std::string_view text) {
    for (int shift = 0; shift < 64; shift += 8) add(static_cast<unsigned char>(text.size() >> shift));
    for (const char byte : text) add(static_cast<unsigned char>(byte));
  }
  std::uint64_t value() const { return value_; }

 private:
  void add(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3U; }
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

}  // namespace

std::string model_hash(const source::Sources& sources, const std::string& kernel,
                       const std::vector<std::pair<std::string, std::string>>& defines) {
  Fnv hash;
  for (std::size_t file = 0; file < sources.size(); file++) hash.add(sources.text(static_cast<source::FileId>(file)));
  hash.add(kernel);
  for (const auto& [name, value] : defines) {
    hash.add(name);
    hash.add(value);
  }
  return fmt::format("{:016x}", hash.value());
}

}  // namespace pagerace::traces
