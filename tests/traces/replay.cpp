#include "traces/replay.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "checker/search/path.hpp"
#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "properties/check.hpp"

namespace pagerace::traces {

namespace {

/// A scenario of the examples, searched.
struct Searched {
  explicit Searched(const std::string& file) {
    const std::string root = PAGERACE_SOURCE_DIR;
    source::Diagnostics diagnostics;
    const auto unit =
        syntax::load(root + "/examples/" + file, {"2019-no-hook", {}, root + "/model/linux", {}}, sources, diagnostics);
    REQUIRE(unit);
    program = semantics::check(*unit, {}, sources, diagnostics);
    REQUIRE(program);
    system = semantics::lower(program, {}, diagnostics);
    REQUIRE(system);
    checked.emplace(properties::check(*system, {}));
    for (const checker::Verdict& verdict : checked->result.verdicts)
      if (verdict.outcome == checker::Outcome::Violated) violated.push_back(verdict);
    REQUIRE(!violated.empty());
  }

  checker::Path path(std::size_t number = 0) const {
    return checker::rebuild_path(*system, *checked->log, *violated[number].finding);
  }
  Replay take(const checker::Path& path, const Claim& claim) const { return replay(*system, sources, path, claim); }

  source::Sources sources;
  std::shared_ptr<const semantics::Program> program;
  std::optional<system::TransitionSystem> system;
  std::optional<properties::Checked> checked;
  std::vector<checker::Verdict> violated;
};

}  // namespace

TEST_CASE("every counterexample of the examples replays to what is claimed, and not a step shorter") {
  for (const char* file :
       {"lost-reference.race", "late-put.race", "t2-page-freed-twice.race", "classic/dining-philosophers.race"}) {
    CAPTURE(file);
    const Searched searched(file);
    for (std::size_t i = 0; i < searched.violated.size(); i++) {
      const checker::Verdict& verdict = searched.violated[i];
      CAPTURE(verdict.name);
      checker::Path path = searched.path(i);
      CHECK(path.steps.size() == verdict.finding->depth);
      const Replay replay = searched.take(path, claim_of(verdict));
      REQUIRE_MESSAGE(replay.trace, replay.error);
      CHECK(replay.trace->property == verdict.name);
      CHECK(replay.trace->steps.size() == path.steps.size());
      CHECK(!replay.trace->message.empty());
      path.steps.pop_back();
      const Replay shorter = searched.take(path, claim_of(verdict));
      CHECK(!shorter.trace);
      CHECK(shorter.error == "it does not end in what was claimed");
    }
  }
}

TEST_CASE("a path that cannot be taken is refused at its step") {
  const Searched searched("lost-reference.race");
  const Claim claim = claim_of(searched.violated[0]);
  checker::Path path = searched.path();
  path.steps[1].instance = 99;
  CHECK(searched.take(path, claim).error == "step 2 of 4: there is no thread 99");
  path = searched.path();
  path.steps[0].choices = {1};
  CHECK(searched.take(path, claim).error == "step 1 of 4: thread getter[0] cannot take it");
  path = searched.path();
  path.initial = {3};
  CHECK(searched.take(path, claim).error == "there is no such start");
  path = searched.path();
  path.steps.push_back(path.steps.back());
  CHECK(searched.take(path, claim).error == "step 5 of 5: thread getter[0] cannot take it");
}

TEST_CASE("a path is refused where it ends in something else") {
  const Searched searched("lost-reference.race");
  const auto deadlock = claim_named(*searched.system, "deadlock", false);
  REQUIRE(deadlock);
  CHECK(!searched.take(searched.path(), *deadlock).trace);
  auto witness = claim_named(*searched.system, "both_references_count", true);
  REQUIRE(witness);
  CHECK(!searched.take(searched.path(), *witness).trace);
  CHECK(!claim_named(*searched.system, "no_such_property", false));
}

TEST_CASE("a deadlock's trace says what each thread waits for") {
  const Searched searched("classic/dining-philosophers.race");
  const Replay replay = searched.take(searched.path(), claim_of(searched.violated[0]));
  REQUIRE(replay.trace);
  CHECK(replay.trace->message == "no thread can move");
  REQUIRE(replay.trace->standing.size() == 3);
  for (std::size_t i = 0; i < 3; i++) {
    REQUIRE(!replay.trace->standing[i].pending.empty());
    const std::string wanted = "mutex_lock(&fork[" + std::to_string((i + 1) % 3) + "])";
    CHECK(told(replay.trace->standing[i].pending.back()) == wanted);
  }
}

TEST_CASE("a formula's trace says which part of it is false") {
  const Searched searched("late-put.race");
  const auto verdict = std::find_if(searched.violated.begin(), searched.violated.end(),
                                    [](const auto& one) { return one.name == "offline_page_stays_out_of_buddy"; });
  REQUIRE(verdict != searched.violated.end());
  const auto number = static_cast<std::size_t>(verdict - searched.violated.begin());
  const Replay replay = searched.take(searched.path(number), claim_of(*verdict));
  REQUIRE(replay.trace);
  CHECK(replay.trace->message == "page 0: PageOffline and PageBuddy");
  CHECK(replay.trace->explanation.parts.front() == "page = page 0");
}

}  // namespace pagerace::traces
