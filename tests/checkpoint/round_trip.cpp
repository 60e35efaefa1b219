#include <doctest/doctest.h>

#include "checker/checkpoint/checkpoint.hpp"
#include "tests/checkpoint/memory_disk.hpp"
#include "tests/checkpoint/sample.hpp"

namespace pagerace::checker {
namespace {

Checkpoint on(const std::shared_ptr<Platter>& platter) {
  return {std::make_unique<MemoryDisk>(platter), kIdentity, kShape};
}

TEST_CASE("what is saved is loaded, and saved on, as if the search had never stopped") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const auto platter = std::make_shared<Platter>();
    auto log = make_log();
    Grower grower(seed);
    for (int round = 0; round < 6; ++round) {
      CAPTURE(round);
      grower.grow(*log);
      Checkpoint checkpoint = on(platter);
      if (round > 0) {
        const auto earlier = make_log();
        checkpoint.load(*earlier);
      }
      checkpoint.save(*log, sample_of(*log));
      const auto loaded = make_log();
      REQUIRE((on(platter).load(*loaded) == sample_of(*log)));
      REQUIRE((content_of(*loaded) == content_of(*log)));
      if (round % 2 == 1) log = make_log();
      if (round % 2 == 1) on(platter).load(*log);
    }
  }
}

TEST_CASE("saving once more writes what is new") {
  const auto platter = std::make_shared<Platter>();
  const auto log = make_log();
  Grower grower(1);
  Checkpoint checkpoint = on(platter);
  grower.grow(*log);
  checkpoint.save(*log, sample_of(*log));
  const std::string before = platter->content("checkpoint.states");
  checkpoint.save(*log, sample_of(*log));
  CHECK(platter->content("checkpoint.states") == before);
  grower.grow(*log);
  checkpoint.save(*log, sample_of(*log));
  CHECK(platter->content("checkpoint.states").starts_with(before));
  CHECK(platter->content("checkpoint.states").size() > before.size());
}

TEST_CASE("states that are on disk are saved, and loaded into little memory") {
  const auto platter = std::make_shared<Platter>();
  const auto log = make_log(20 * 4096);
  Grower grower(7);
  while (log->spilled_bytes() < 100'000) grower.grow(*log);
  on(platter).save(*log, sample_of(*log));
  const auto loaded = make_log(20 * 4096);
  on(platter).load(*loaded);
  CHECK(loaded->spilled_bytes() > 0);
  CHECK((content_of(*loaded) == content_of(*log)));
}

TEST_CASE("too little memory to go on is said") {
  const auto platter = std::make_shared<Platter>();
  const auto log = make_log();
  Grower(3).grow(*log);
  on(platter).save(*log, sample_of(*log));
  const auto none = make_log(4096);
  CHECK_THROWS_WITH_AS(on(platter).load(*none), doctest::Contains("--memory"), CheckpointError);
}

TEST_CASE("a new search is not saved over an old one") {
  const auto platter = std::make_shared<Platter>();
  const auto log = make_log();
  on(platter).save(*log, sample_of(*log));
  const auto other = make_log();
  CHECK_THROWS_WITH_AS(on(platter).save(*other, sample_of(*other)), doctest::Contains("already"), CheckpointError);
  CHECK((on(platter).load(*other) == sample_of(*log)));
}

TEST_CASE("a checkpoint that is discarded is gone") {
  const auto platter = std::make_shared<Platter>();
  const auto log = make_log();
  Checkpoint checkpoint = on(platter);
  checkpoint.save(*log, sample_of(*log));
  CHECK(checkpoint.exists());
  checkpoint.discard();
  CHECK_FALSE(checkpoint.exists());
  CHECK_FALSE(platter->has("checkpoint.states"));
}

}  // namespace
}  // namespace pagerace::checker
