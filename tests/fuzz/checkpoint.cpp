// Any bytes, as the files of a checkpoint. They are read, or refused with a reason; nothing may crash, hang, leak, or
// take more memory than the files are long. Checksums are made right first, or nothing would get past them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "checker/checkpoint/manifest.hpp"
#include "checker/checkpoint/state_file.hpp"
#include "checker/checkpoint/state_format.hpp"

namespace {

using namespace pagerace::checker;

constexpr SnapshotShape kShape = {.words = 2, .marks = 3, .failures = 2, .cells = 4, .threads = 2, .observations = 3};

/// A file in memory; the fuzzer's limit on memory does the rest.
class OneFile final : public Disk {
 public:
  explicit OneFile(std::string content) : content_(std::move(content)) {}
  const std::string& path() const override { return path_; }
  std::optional<std::uint64_t> size(const std::string&) override { return content_.size(); }
  void read(const std::string&, std::uint64_t at, void* bytes, std::uint64_t count) override {
    if (at > content_.size() || count > content_.size() - at) std::abort();
    std::memcpy(bytes, content_.data() + at, count);
  }
  void write(const std::string&, std::uint64_t, const void*, std::uint64_t) override { std::abort(); }
  void resize(const std::string&, std::uint64_t) override { std::abort(); }
  void sync(const std::string&) override { std::abort(); }
  void rename(const std::string&, const std::string&) override { std::abort(); }
  void remove(const std::string&) override { std::abort(); }
  void sync_names() override { std::abort(); }

 private:
  std::string path_ = "fuzz";
  std::string content_;
};

void read_as_manifest(std::string text) {
  try {
    const Manifest manifest = read_manifest(with_checksum(std::move(text)), {{"tool", "1"}}, kShape);
    // What was read can be written, and is then what is read.
    const std::string written = write_manifest(manifest, kShape.words);
    if (write_manifest(read_manifest(written, {{"tool", "1"}}, kShape), kShape.words) != written) std::abort();
  } catch (const Damaged& damaged) {
    if (*damaged.what() == '\0') std::abort();
  } catch (const CheckpointError& error) {
    if (*error.what() == '\0') std::abort();
  }
}

/// Puts the right checksum behind each segment that is whole. Returns the last one.
std::uint64_t seal(std::vector<Word>& file) {
  std::uint64_t last = first_checksum(kShape.words);
  if (file.size() >= 2) file[0] = kStatesMagic, file[1] = kShape.words;
  for (std::size_t at = 2; at + 2 < file.size();) {
    const Word count = file[at + 1];
    if (count > (file.size() - at - 3) / kShape.words) break;
    Checksum sum(last);
    sum.add(&file[at], 2 + count * kShape.words);
    at += 2 + count * kShape.words;
    file[at++] = last = sum.value();
  }
  return last;
}

void read_as_states(const std::uint8_t* data, std::size_t size) {
  if (size < 4 + sizeof(Word)) return;
  Extent extent;
  extent.closed_levels = data[0];
  extent.open_level.assign(data[1] % 4, data[2]);
  extent.states = data[3];
  std::vector<Word> file((size - 4) / sizeof(Word));
  std::memcpy(file.data(), data + 4, file.size() * sizeof(Word));
  extent.checksum = seal(file);
  extent.bytes = file.size() * sizeof(Word);
  OneFile disk(std::string(reinterpret_cast<const char*>(file.data()), extent.bytes));
  LevelLog log(kShape.words, std::make_shared<Budget>(1u << 20));
  try {
    load_states(disk, "states", extent, log);
    if (log.size() != extent.states || log.closed_levels() != extent.closed_levels) std::abort();
  } catch (const Damaged&) {
  } catch (const NoRoom&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] == '{') {
    read_as_manifest(std::string(reinterpret_cast<const char*>(data), size));
  } else {
    read_as_states(data + 1, size - 1);
  }
  return 0;
}
