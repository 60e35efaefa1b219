// The search on many threads, with all that makes them stop and go on: a store that grows, a log that goes to disk,
// engines that change, checkpoints. Small enough for the thread sanitizer.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>
#include <thread>

#include "checker/checkpoint/checkpoint.hpp"
#include "tests/search/cube.hpp"

namespace pagerace::checker::test {
namespace {

namespace fs = std::filesystem;

constexpr int kBits = 14;

SearchOptions with_threads(std::uint32_t threads) {
  SearchOptions options;
  options.threads = threads;
  return options;
}

/// What must be found of the whole cube, whoever searches it.
void check_whole(const Cube& cube, const Found& found) {
  CHECK(found.stop == Stop::Complete);
  CHECK(found.states == cube.states);
  CHECK(found.transitions == cube.transitions);
  CHECK(found.distinct.size() == cube.states);
  REQUIRE(found.levels.size() == kBits + 1);
  std::uint64_t of_level = 1;
  for (std::uint64_t depth = 0; depth <= kBits; ++depth) {
    CHECK(found.levels[depth] == of_level);
    of_level = of_level * (kBits - depth) / (depth + 1);
  }
  // The first report is of the state in which nothing but the last bit is set; there is none without it, and none at
  // the end.
  REQUIRE(found.seen_at.size() == kBits - 1);
  CHECK(found.seen_at.front() == 1);
  CHECK(found.seen_at.back() == kBits - 1);
}

TEST_CASE("threads find each state once while the store grows, and engines change") {
  const Cube cube(kBits);
  for (const std::uint32_t threads : {2U, 3U, 7U}) {
    CAPTURE(threads);
    const Found found = search(cube, with_threads(threads));
    check_whole(cube, found);
    CHECK(found.generations > 0);
    CHECK(found.spilled == 0);
  }
}

TEST_CASE("threads find each state once while the log goes to disk") {
  const Cube cube(kBits);
  for (const std::uint32_t threads : {2U, 3U}) {
    CAPTURE(threads);
    const Found found = search(cube, with_threads(threads), {.log = 16 << 10});
    check_whole(cube, found);
    CHECK(found.spilled > 16 << 10);
  }
}

TEST_CASE("what is noticed does not depend on the number of threads") {
  const Cube cube(kBits);
  const Found one = search(cube, with_threads(1)), many = search(cube, with_threads(3));
  CHECK(one.seen_at == many.seen_at);
  REQUIRE(one.first_seen.has_value());
  REQUIRE(many.first_seen.has_value());
  CHECK(one.first_seen->state == many.first_seen->state);
  CHECK(one.first_seen->failure == many.first_seen->failure);
}

TEST_CASE("threads run out of memory together, and the log is whole") {
  const Cube cube(kBits + 2);  // does not fit, however few of the threads come to run
  const Found found = search(cube, with_threads(3), {.budget = 96 << 10, .log = 16 << 10});
  CHECK(found.stop == Stop::Memory);
  CHECK(found.states > 1000);
  CHECK(found.states < cube.states);
  CHECK(found.distinct.size() == found.states);
}

TEST_CASE("an interrupt from another thread ends the search") {
  const Cube cube(20);
  std::atomic<bool> interrupt = false;
  SearchOptions options = with_threads(2);
  options.interrupt = &interrupt;
  options.progress = [&](const Progress& now) { CHECK(now.threads == 2); };
  std::thread other([&] { interrupt = true; });
  const Found found = search(cube, options);
  other.join();
  CHECK(found.stop == Stop::Interrupted);
  CHECK(found.states < cube.states);
}

/// A checkpoint is due when it has been asked often enough whether one is.
class Writer final : public CheckpointWriter {
 public:
  Writer(Checkpoint& checkpoint, const LevelLog& log, int& written)
      : checkpoint_(checkpoint), log_(log), written_(written) {}
  bool is_due() const override { return ++asked_ > 4; }
  void write(SearchSnapshot now) override {
    checkpoint_.save(log_, std::move(now));
    asked_ = 0;
    ++written_;
  }

 private:
  Checkpoint& checkpoint_;
  const LevelLog& log_;
  int& written_;
  mutable std::atomic<int> asked_ = 0;
};

/// Gone when the test is.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "pagerace-search-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

TEST_CASE("a search that is stopped again and again, and goes on with other threads, finds what one does that is not") {
  const Cube cube(kBits);
  const Folder folder;
  const std::string place = folder.path / "checkpoint";
  const SnapshotShape shape = shape_of(cube);
  int written = 0, parts = 0;
  SearchOptions options;
  options.max_states = 0;
  Found found;
  do {
    options.threads = static_cast<std::uint32_t>(parts % 3 + 1);
    options.max_states += 3000;
    Checkpoint checkpoint = parts == 0 ? Checkpoint::begin(place, {}, shape) : Checkpoint::open(place, {}, shape);
    const auto writer = [&](const LevelLog& log) { return std::make_unique<Writer>(checkpoint, log, written); };
    const auto load = [&](LevelLog& log) { return checkpoint.load(log); };
    found = search(cube, options, {.log = 32 << 10}, writer, parts == 0 ? Load() : load);
    REQUIRE((found.stop == Stop::MaxStates || found.stop == Stop::Complete));
  } while (found.stop != Stop::Complete && ++parts < 20);
  CHECK(parts >= 3);
  CHECK(written > parts);
  CHECK(found.states == cube.states);
  CHECK(found.transitions == cube.transitions);
  CHECK(found.distinct.size() == cube.states);
}

}  // namespace
}  // namespace pagerace::checker::test
