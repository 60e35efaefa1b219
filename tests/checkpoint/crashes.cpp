// Whatever moment a search ends in, the checkpoint it leaves is one that it had made.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "checker/checkpoint/checkpoint.hpp"
#include "checker/checkpoint/folder.hpp"
#include "tests/checkpoint/memory_disk.hpp"
#include "tests/checkpoint/sample.hpp"

namespace pagerace::checker {
namespace {

constexpr int kSaves = 4;

/// Saves some times; counts how often it was done. Goes on from what is there already.
void save_often(Checkpoint checkpoint, unsigned seed, int& done) {
  const auto log = make_log();
  Grower grower(seed);
  for (done = 0; done < kSaves; ++done) {
    grower.grow(*log);
    checkpoint.save(*log, sample_of(*log));
  }
}

/// The logs that save_often() saves, one after the other.
std::vector<Content> contents(unsigned seed) {
  std::vector<Content> all;
  const auto log = make_log();
  Grower grower(seed);
  for (int i = 0; i < kSaves; ++i) {
    grower.grow(*log);
    all.push_back(content_of(*log));
  }
  return all;
}

/// Which of them a checkpoint holds, counted from 1; 0: there is none.
int number_of(Checkpoint checkpoint, const std::vector<Content>& all) {
  if (!checkpoint.exists()) return 0;
  const auto log = make_log();
  const SearchSnapshot search = checkpoint.load(*log);
  CHECK((search == sample_of(*log)));
  const auto found = std::find(all.begin(), all.end(), content_of(*log));
  REQUIRE(found != all.end());
  return static_cast<int>(found - all.begin()) + 1;
}

TEST_CASE("a machine that goes down leaves the last checkpoint or the one being made") {
  std::mt19937 random(2);
  const std::vector<Content> all = contents(9);
  for (std::uint64_t operations = 0;; ++operations) {
    CAPTURE(operations);
    int done = 0;
    for (int attempt = 0; attempt < 20; ++attempt) {
      const auto platter = std::make_shared<Platter>();
      platter->crash_after(operations);
      try {
        save_often(Checkpoint(std::make_unique<MemoryDisk>(platter), kIdentity, kShape), 9, done);
      } catch (const Crash&) {
      }
      platter->crash_never();
      platter->restart(random);
      const int left = number_of(Checkpoint(std::make_unique<MemoryDisk>(platter), kIdentity, kShape), all);
      REQUIRE(left >= done);
      REQUIRE(left <= done + 1);
    }
    if (done == kSaves) break;
  }
}

TEST_CASE("a machine that goes down again and again loses nothing that was saved") {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    const auto platter = std::make_shared<Platter>();
    auto log = make_log();
    Grower grower(static_cast<unsigned>(round));
    Content last;
    for (int attempt = 0; attempt < 10; ++attempt) {
      Checkpoint checkpoint(std::make_unique<MemoryDisk>(platter), kIdentity, kShape);
      log = make_log();
      if (checkpoint.exists()) checkpoint.load(*log);
      if (attempt > 0 && checkpoint.exists()) {
        last = content_of(*log);
      }
      grower.grow(*log);
      const Content next = content_of(*log);
      platter->crash_after(random() % 12);
      try {
        checkpoint.save(*log, sample_of(*log));
        grower.grow(*log);
        last = next;
        checkpoint.save(*log, sample_of(*log));
        last = content_of(*log);
      } catch (const Crash&) {
      }
      platter->crash_never();
      platter->restart(random);
      const auto loaded = make_log();
      Checkpoint after(std::make_unique<MemoryDisk>(platter), kIdentity, kShape);
      if (!after.exists()) {
        REQUIRE(last.levels.empty());
        continue;
      }
      after.load(*loaded);
      const Content left = content_of(*loaded);
      REQUIRE((left == last || left == next || left == content_of(*log)));
    }
  }
}

/// A folder whose user is killed after so many changes.
class Doomed final : public Disk {
 public:
  Doomed(std::string path, int operations) : folder_(std::move(path), Folder::Missing::Make), left_(operations) {}

  const std::string& path() const override { return folder_.path(); }
  std::optional<std::uint64_t> size(const std::string& name) override { return folder_.size(name); }
  void read(const std::string& name, std::uint64_t at, void* bytes, std::uint64_t count) override {
    folder_.read(name, at, bytes, count);
  }
  void write(const std::string& name, std::uint64_t at, const void* bytes, std::uint64_t count) override {
    if (left_ == 0) folder_.write(name, at, bytes, count / 2);
    tick();
    folder_.write(name, at, bytes, count);
  }
  void resize(const std::string& name, std::uint64_t size) override {
    tick();
    folder_.resize(name, size);
  }
  void sync(const std::string& name) override {
    tick();
    folder_.sync(name);
  }
  void rename(const std::string& from, const std::string& to) override {
    tick();
    folder_.rename(from, to);
  }
  void remove(const std::string& name) override {
    tick();
    folder_.remove(name);
  }
  void sync_names() override {
    tick();
    folder_.sync_names();
  }

 private:
  void tick() {
    if (left_-- == 0) ::kill(::getpid(), SIGKILL);
  }

  Folder folder_;
  int left_;
};

struct ScratchFolder {
  std::string path = (std::filesystem::temp_directory_path() / "pagerace-test-XXXXXX").string();
  ScratchFolder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~ScratchFolder() { std::filesystem::remove_all(path); }
};

TEST_CASE("a process that is killed leaves the last checkpoint or the one being made") {
  const std::vector<Content> all = contents(4);
  int before = 0;
  for (int operations = 0;; ++operations) {
    CAPTURE(operations);
    const ScratchFolder scratch;
    const std::string folder = scratch.path + "/a/b";
    const pid_t child = ::fork();
    if (child == 0) {
      int done = 0;
      save_often(Checkpoint(std::make_unique<Doomed>(folder, operations), kIdentity, kShape), 4, done);
      ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    const int left =
        number_of(Checkpoint(std::make_unique<Folder>(folder, Folder::Missing::Refuse), kIdentity, kShape), all);
    REQUIRE(left >= before);
    REQUIRE(left <= before + 1);
    before = left;
    if (WIFEXITED(status)) break;
    REQUIRE(WTERMSIG(status) == SIGKILL);
  }
  CHECK(before == kSaves);
}

TEST_CASE("a disk that is full keeps the last checkpoint, and the next is made when there is room") {
  const ScratchFolder scratch;
  const auto log = make_log();
  Grower grower(1);
  grower.grow(*log);
  Checkpoint checkpoint = Checkpoint::begin(scratch.path, kIdentity, kShape);
  checkpoint.save(*log, sample_of(*log));
  const Content first = content_of(*log);

  struct rlimit before = {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  for (rlim_t size = 0; size < 12'000; size += 500) {
    CAPTURE(size);
    grower.grow(*log);
    const struct rlimit small = {size, before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    CHECK_THROWS_AS(checkpoint.save(*log, sample_of(*log)), CheckpointError);
    setrlimit(RLIMIT_FSIZE, &before);
    const ScratchFolder copy;
    std::filesystem::copy(scratch.path, copy.path, std::filesystem::copy_options::recursive);
    const auto loaded = make_log();
    Checkpoint::open(copy.path, kIdentity, kShape).load(*loaded);
    REQUIRE((content_of(*loaded) == first));
    while (log->size() * 16 < size + 1000) grower.grow(*log);
  }
  std::signal(SIGXFSZ, ignored);
  checkpoint.save(*log, sample_of(*log));
  const Content last = content_of(*log);
  checkpoint = Checkpoint(std::make_unique<MemoryDisk>(std::make_shared<Platter>()), kIdentity, kShape);
  const auto loaded = make_log();
  Checkpoint::open(scratch.path, kIdentity, kShape).load(*loaded);
  CHECK((content_of(*loaded) == last));
}

TEST_CASE("folders that are in use, missing, empty or taken are refused by name") {
  const ScratchFolder scratch;
  const auto open = [&](const std::string& path) { return Checkpoint::open(path, kIdentity, kShape); };
  const auto begin = [&](const std::string& path) { return Checkpoint::begin(path, kIdentity, kShape); };
  {
    Checkpoint running = begin(scratch.path);
    CHECK_THROWS_WITH_AS(open(scratch.path), doctest::Contains("in use"), CheckpointError);
    CHECK_THROWS_WITH_AS(begin(scratch.path), doctest::Contains("in use"), CheckpointError);
  }
  CHECK_THROWS_WITH_AS(open(scratch.path), doctest::Contains("holds no checkpoint"), CheckpointError);
  CHECK_THROWS_WITH_AS(open(scratch.path + "/none"), doctest::Contains("cannot open the folder"), CheckpointError);
  CHECK_THROWS_WITH_AS(begin("/dev/null/a"), doctest::Contains("cannot make the folder"), CheckpointError);
  const auto log = make_log();
  begin(scratch.path).save(*log, sample_of(*log));
  CHECK_THROWS_WITH_AS(begin(scratch.path), doctest::Contains("--resume"), CheckpointError);
  CHECK_NOTHROW(open(scratch.path));
}

}  // namespace
}  // namespace pagerace::checker
