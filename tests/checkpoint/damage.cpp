#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "checker/checkpoint/checkpoint.hpp"
#include "checker/checkpoint/manifest.hpp"
#include "tests/checkpoint/memory_disk.hpp"
#include "tests/checkpoint/sample.hpp"

namespace pagerace::checker {
namespace {

using Json = nlohmann::ordered_json;

struct Saved {
  std::shared_ptr<Platter> platter = std::make_shared<Platter>();
  std::string& states() { return platter->content("checkpoint.states"); }
  std::string& manifest() { return platter->content("checkpoint.json"); }

  Saved() {
    const auto log = make_log();
    Grower grower(5);
    Checkpoint checkpoint(std::make_unique<MemoryDisk>(platter), kIdentity, kShape);
    for (int round = 0; round < 2; ++round) {
      grower.grow(*log);
      checkpoint.save(*log, sample_of(*log));
    }
  }

  /// Why it is refused; empty: it is not.
  std::string refusal(const ModelIdentity& identity = kIdentity, const SnapshotShape& shape = kShape) const {
    const auto log = make_log();
    try {
      Checkpoint(std::make_unique<MemoryDisk>(platter), identity, shape).load(*log);
    } catch (const CheckpointError& error) {
      return error.what();
    }
    return "";
  }
  bool is_damaged() const { return refusal().find("is damaged") != std::string::npos; }

  /// Changes the manifest as one would who knows how checksums are made.
  template <class F>
  void forge(F&& f) {
    Json json = Json::parse(manifest());
    json.erase("checksum");
    f(json);
    manifest() = with_checksum(json.dump(1));
  }
};

TEST_CASE("a byte that was changed anywhere is noticed") {
  Saved saved;
  REQUIRE(saved.refusal().empty());
  for (std::string* file : {&saved.manifest(), &saved.states()}) {
    for (std::size_t at = 0; at < file->size(); ++at) {
      for (const int flip : {0x01, 0x20, 0x80, 0xff}) {
        CAPTURE(at);
        char& byte = (*file)[at];
        byte = static_cast<char>(byte ^ flip);
        REQUIRE(saved.is_damaged());
        byte = static_cast<char>(byte ^ flip);
      }
    }
  }
  CHECK(saved.refusal().empty());
}

TEST_CASE("a file that is cut off anywhere is noticed, and one that goes on is not") {
  Saved saved;
  const std::string manifest = saved.manifest(), states = saved.states();
  for (std::size_t size = 0; size < manifest.size(); ++size) {
    saved.manifest() = manifest.substr(0, size);
    REQUIRE(saved.is_damaged());
  }
  saved.manifest() = manifest;
  for (std::size_t size = 0; size < states.size(); ++size) {
    saved.states() = states.substr(0, size);
    REQUIRE(saved.is_damaged());
  }
  saved.states() = states + "the beginning of what was never finished";
  CHECK(saved.refusal().empty());
}

TEST_CASE("a checkpoint of another search is refused, with what is different") {
  const Saved saved;
  for (std::size_t i = 0; i < kIdentity.size(); ++i) {
    ModelIdentity other = kIdentity;
    other[i].second = "changed";
    CHECK(saved.refusal(other).find(kIdentity[i].first + " was \"") != std::string::npos);
  }
  ModelIdentity more = kIdentity;
  more.emplace_back("symmetry", "on");
  CHECK_FALSE(saved.refusal(more).empty());
  CHECK_FALSE(saved.refusal({}).empty());
}

TEST_CASE("a manifest of another version is refused as that") {
  Saved saved;
  saved.forge([](Json& json) { json["version"] = 1; });
  CHECK(saved.refusal().find("version is 1") != std::string::npos);
}

TEST_CASE("what does not fit the model is refused, though its checksum is right") {
  const std::vector<std::pair<const char*, Json>> forgeries = {
      {"/format", "pagerace trace"},
      {"/version", "1"},
      {"/version", -1},
      {"/identity", Json::array()},
      {"/identity/tool", 1},
      {"/log", nullptr},
      {"/log/words", 1},
      {"/log/states", 1},
      {"/log/bytes", 8},
      {"/log/bytes", ~std::uint64_t{0}},
      {"/log/bytes", 1e30},
      {"/log/closed_levels", 0},
      {"/log/closed_levels", 0xfffffffe},
      {"/log/checksum", "0123456789abcdef"},
      {"/log/checksum", "x"},
      {"/log/open_level", {1, 2}},
      {"/log/open_level", {0, 0, 0}},
      {"/log/open_level", Json(std::vector<int>(70'000))},
      {"/search/transitions", 1.5},
      {"/search/seconds", "1"},
      {"/search/rest", {{0, 1'000'000}}},
      {"/search/rest", {{2, 3}, {1, 2}}},
      {"/search/rest", {{2, 2}}},
      {"/search/rest", {1, 2, 3}},
      {"/search/counters", {{"a", "b"}}},
      {"/search/counters", Json::array()},
      {"/search/marks", "0101"},
      {"/search/marks", "01012"},
      {"/search/failures", 3},
      {"/search/written", "01"},
      {"/search/findings", Json::object()},
      {"/search/findings/0/name", nullptr},
      {"/search/findings/0/depth", ~std::uint64_t{0}},
      {"/search/findings/0/state", {1}},
      {"/search/findings/0/state", {1, -2}},
      {"/search/findings/0/step/thread", 2},
      {"/search/findings/0/step/choices", {1, ~std::uint64_t{0}}},
      {"/search/findings/0/step", {1, 2}},
      {"/search/findings/0/failure", 3},
      {"/search/findings/2/clause", -1},
      {"/search/findings/3/loop_start", -1},
      {"/search/findings/3/loop_start", 9999},
      {"/search/sightings", {nullptr, nullptr}},
      {"/search/sightings/1/state", Json::array()},
  };
  for (const auto& forgery : forgeries) {
    const std::string where = forgery.first;
    const Json& to = forgery.second;
    CAPTURE(where);
    CAPTURE(to.dump().substr(0, 80));
    Saved saved;
    saved.forge([&](Json& json) { json[Json::json_pointer(where)] = to; });
    CHECK_FALSE(saved.refusal().empty());
  }
}

TEST_CASE("what is missing from a manifest is noticed") {
  Saved saved;
  const Json whole = Json::parse(saved.manifest());
  for (const char* outer : {"", "/log", "/search", "/search/findings/0", "/search/findings/0/step"}) {
    const Json place = whole.at(Json::json_pointer(outer));
    for (const auto& item : place.items()) {
      const std::string name = item.key();
      const bool is_optional = name == "checksum" || name == "failure" || name == "step";
      if (is_optional && std::string(outer) != "/log") continue;
      CAPTURE(name);
      saved.manifest() = whole.dump();
      saved.forge([&](Json& json) { json[Json::json_pointer(outer)].erase(name); });
      CHECK_FALSE(saved.refusal().empty());
    }
  }
}

TEST_CASE("JSON that is nested without end is refused") {
  Saved saved;
  std::string deep(1'000'000, '[');
  saved.manifest() = with_checksum("{\"a\": " + deep + "\n}");
  CHECK(saved.is_damaged());
  saved.manifest() = with_checksum("{\"a\": " + deep + std::string(deep.size(), ']') + "\n}");
  CHECK(saved.is_damaged());
}

}  // namespace
}  // namespace pagerace::checker
