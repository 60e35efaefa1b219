#include "checker/store/level_log.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <random>
#include <thread>

namespace pagerace::checker {
namespace {

using States = std::vector<Word>;

/// Writes as a worker does: into its room, and for more when that is used up.
class Writer {
 public:
  Writer(LevelLog& log, unsigned strand) : log_(log), strand_(strand), room_(log.rest(strand)) {}

  bool write(const Word* state) {
    if (room_.begin == room_.end) room_ = log_.more(strand_, room_.begin);
    if (room_.begin == nullptr) return false;
    room_.begin = std::copy_n(state, log_.words(), room_.begin);
    return true;
  }
  void stop() { log_.written(strand_, room_.begin); }

 private:
  LevelLog& log_;
  unsigned strand_;
  LevelLog::Room room_;
};

std::shared_ptr<Budget> unlimited() { return std::make_shared<Budget>(); }

/// A state that tells where it belongs.
std::vector<Word> numbered_state(std::uint32_t words, Word number) {
  std::vector<Word> state(words, number * 0x9e3779b97f4a7c15);
  state[0] = number;
  return state;
}

States level_of(const LevelLog& log, std::size_t depth) {
  States states;
  log.for_each(depth,
               [&](const Word* from, std::uint64_t n) { states.insert(states.end(), from, from + n * log.words()); });
  return states;
}

TEST_CASE("strands of a level stand one behind the other, and go on in their blocks") {
  LevelLog log(1, unlimited());
  for (unsigned i = 0; i < 2; ++i) CHECK(log.add_strand() == i);
  CHECK(log.levels() == 0);
  CHECK(log.bytes() == 0);
  Writer first(log, 0), second(log, 1);
  const States numbers = {0, 1, 2, 3, 4, 5, 6};
  CHECK((second.write(&numbers[3]) && first.write(&numbers[1]) && first.write(&numbers[2])));
  first.stop();
  second.stop();
  CHECK(log.levels() == 1);
  log.end_level();
  CHECK(log.levels() == 1);
  CHECK((second.write(&numbers[4]) && second.write(&numbers[5])));
  second.stop();
  CHECK(log.levels() == 2);
  CHECK(log.level_size(1) == 2);
  log.end_level();
  CHECK(first.write(&numbers[6]));
  first.stop();

  CHECK(log.size() == 6);
  CHECK(log.level_size(0) == 3);
  CHECK(level_of(log, 0) == States{1, 2, 3});
  CHECK(level_of(log, 1) == States{4, 5});
  CHECK(level_of(log, 2) == States{6});
  CHECK(log.pieces(1).size() == 1);
  CHECK(log.strand_of(log.pieces(1).front()) == 1);
  CHECK(log.bytes() == 2 * 4096);
}

TEST_CASE("pieces are no larger than asked, in order, and of the part that is asked for") {
  LevelLog log(3, unlimited(), {.first_block = 4096, .largest_block = 4096});
  for (unsigned strand = 0; strand < 3; ++strand) {
    Writer writer(log, log.add_strand());
    for (Word i = 0; i < 1000; ++i) REQUIRE(writer.write(numbered_state(3, strand * 1000 + i).data()));
    writer.stop();
  }
  log.end_level();
  for (const auto& [first, end] : {std::pair(0, 3000), {0, 1}, {999, 1001}, {170, 2171}, {2999, 4000}, {5, 5}}) {
    LevelLog::Reader reader(log);
    std::uint64_t next = static_cast<std::uint64_t>(first);
    for (const LevelLog::Piece& piece : log.pieces(0, 64, {next, static_cast<std::uint64_t>(end)})) {
      REQUIRE(piece.count <= 64);
      REQUIRE(piece.first == next);
      for (std::uint32_t i = 0; i < piece.count; ++i) REQUIRE(reader.read(piece)[i * 3] == next++);
    }
    CHECK(next == std::min(end, 3000));
  }
}

TEST_CASE("a deep and thin log takes no block for each level") {
  LevelLog log(1, unlimited());
  for (int i = 0; i < 4; ++i) log.add_strand();
  for (Word depth = 0; depth < 2000; ++depth) {
    Writer writer(log, depth % 4);
    REQUIRE(writer.write(&depth));
    writer.stop();
    log.end_level();
  }
  CHECK(log.bytes() <= 4 * 3 * 4096);
  for (Word depth = 0; depth < 2000; ++depth) REQUIRE(level_of(log, depth) == States{depth});
}

/// What has been written, by level and strand.
struct Expected {
  std::vector<std::vector<States>> levels;

  States level(std::size_t depth) const {
    States all;
    for (const States& strand : levels[depth]) all.insert(all.end(), strand.begin(), strand.end());
    return all;
  }
};

/// Writes to all strands at once while others read the frontier, until a level is through or there is no room.
void write_level(LevelLog& log, Expected& expected, std::mt19937& random) {
  const unsigned strands = log.strands();
  std::vector<States>& level = expected.levels.emplace_back(strands);
  std::vector<std::thread> threads;
  const std::size_t frontier = log.closed_levels() - 1;
  const std::vector<LevelLog::Piece> pieces =
      log.closed_levels() == 0 ? std::vector<LevelLog::Piece>() : log.pieces(frontier, 50);
  const States before = log.closed_levels() == 0 ? States() : expected.level(frontier);
  for (unsigned strand = 0; strand < strands; ++strand) {
    const std::uint64_t count = random() % 3 == 0 ? 0 : random() % 4000;
    threads.emplace_back([&, strand, count, seed = random()] {
      Writer writer(log, strand);
      LevelLog::Reader reader(log);
      std::mt19937 own(seed);
      for (std::uint64_t i = 0; i < count; ++i) {
        const std::vector<Word> state = numbered_state(log.words(), own());
        if (!writer.write(state.data())) break;
        level[strand].insert(level[strand].end(), state.begin(), state.end());
        if (pieces.empty() || i % 50 != 0) continue;
        const LevelLog::Piece& piece = pieces[own() % pieces.size()];
        const Word* const read = reader.read(piece);
        if (!std::equal(read, read + piece.count * log.words(), before.begin() + piece.first * log.words())) {
          throw std::logic_error("the frontier has changed");
        }
      }
      writer.stop();
    });
  }
  for (std::thread& thread : threads) thread.join();
}

void check_levels(const LevelLog& log, const Expected& expected) {
  std::uint64_t size = 0;
  for (std::size_t depth = 0; depth < expected.levels.size(); ++depth) {
    const States level = expected.level(depth);
    REQUIRE(log.level_size(depth) == level.size() / log.words());
    REQUIRE(level_of(log, depth) == level);
    size += log.level_size(depth);
  }
  CHECK(log.size() == size);
}

TEST_CASE("what many strands write is read back, however little memory there is") {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto words = static_cast<std::uint32_t>(1 + random() % 5);
    const auto budget = std::make_shared<Budget>(round % 4 == 0 ? Budget::kUnlimited : 4096 * (8 + random() % 200));
    LogOptions options = {.largest_block = 4096u << random() % 5};
    if (round % 3 == 0) options.hold_at_most = 4096 * (random() % 100);
    LevelLog log(words, budget, options);
    for (unsigned strands = 1 + random() % 6; strands > 0; --strands) log.add_strand();
    Expected expected;
    for (int level = 0; level < 8; ++level) {
      write_level(log, expected, random);
      if (random() % 2 == 0) check_levels(log, expected);
      if (random() % 4 == 0) log.spill(random() % 500'000);
      log.end_level();
      CHECK(log.bytes() <= budget->limit());
    }
    check_levels(log, expected);
    CHECK(budget->used() == log.bytes());
    log.spill(Budget::kUnlimited);
    check_levels(log, expected);
    if (log.size() > 100'000) CHECK(log.spilled_bytes() > 0);
  }
}

TEST_CASE("a full log says so, keeps all it has, and goes on when there is room again") {
  const auto budget = std::make_shared<Budget>(3 * 4096);
  LevelLog log(1, budget, {.may_spill = false});
  Writer writer(log, log.add_strand());
  Word written = 0;
  while (writer.write(&written)) ++written;
  CHECK(written == 3 * 512);
  writer.stop();
  CHECK(log.size() == written);
  CHECK(log.spill(1) == 0);
  CHECK(log.spilled_bytes() == 0);
  budget->release(4096);
  REQUIRE(writer.write(&written));
  writer.stop();
  States all(written + 1);
  for (Word i = 0; i <= written; ++i) all[i] = i;
  CHECK(level_of(log, 0) == all);
}

TEST_CASE("the frontier stays in memory while it is read, and gives it up at a barrier") {
  LogOptions options;
  options.largest_block = 4096;
  options.hold_at_most = Budget::kUnlimited;
  LevelLog log(1, std::make_shared<Budget>(4 * 4096), options);
  Writer writer(log, log.add_strand());
  Word written = 0;
  for (; written < 3 * 512 + 100; ++written) REQUIRE(writer.write(&written));
  writer.stop();
  log.end_level();
  LevelLog::Reader reader(log);
  const Word* const frontier = reader.read(log.pieces(0).front());
  while (writer.write(&written)) ++written;
  CHECK(written == 4 * 512);
  CHECK(log.spilled_bytes() == 0);
  CHECK((frontier[0] == 0 && frontier[511] == 511));
  writer.stop();
  CHECK(log.spill(4096) == 4096);
  for (const Word end = written + 5000; written < end; ++written) REQUIRE(writer.write(&written));
  writer.stop();
  CHECK(log.bytes() <= 4 * 4096);
  for (std::size_t depth = 0; depth < 2; ++depth) {
    const States level = level_of(log, depth);
    REQUIRE(level.size() == (depth == 0 ? 1636 : written - 1636));
    for (Word i = 0; i < level.size(); ++i) REQUIRE(level[i] == i + depth * 1636);
  }
}

TEST_CASE("a full disk is no room, and loses nothing") {
  struct rlimit before = {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small = {20'000, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);

  LevelLog log(1, std::make_shared<Budget>(8 * 4096), {.largest_block = 4096});
  Writer writer(log, log.add_strand());
  Word written = 0;
  while (writer.write(&written)) ++written;
  writer.stop();
  CHECK(written == (8 + 4) * 512);
  CHECK(log.spilled_bytes() == 4 * 4096);
  States all(written);
  for (Word i = 0; i < written; ++i) all[i] = i;
  CHECK(level_of(log, 0) == all);

  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  CHECK(writer.write(&written));
}

TEST_CASE("a folder that is none is a full disk") {
  LevelLog log(1, std::make_shared<Budget>(2 * 4096), {.folder = "/nowhere/at/all"});
  Writer writer(log, log.add_strand());
  Word written = 0;
  while (writer.write(&written)) ++written;
  CHECK(written == 2 * 512);
}

}  // namespace
}  // namespace pagerace::checker
