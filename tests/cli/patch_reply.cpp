// A reply fits into a mail, whatever there is to say, and there is none if there is nothing to say.
#include "cli/patch_reply.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using namespace pagerace;
using namespace pagerace::cli;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Change change(Change::Kind kind, const std::string& property) {
  Change change;
  change.kind = kind;
  change.path = "examples/some-long-name-of-a-scenario.race";
  change.property = property;
  change.from = kind == Change::Kind::Broken ? "holds" : "violated @3";
  change.to = kind == Change::Kind::Broken ? "violated @3" : "holds";
  return change;
}

DesignTrial trial_with(std::vector<Change> changes) {
  DesignTrial trial;
  trial.design = "a/design.race";
  trial.baseline = "6.12";
  trial.comparison.changes = std::move(changes);
  trial.comparison.scenarios.emplace_back("x.race", 2);
  return trial;
}

/// Threads a and b, which take turns.
traces::Trace trace_of(std::size_t turns, const std::string& name) {
  traces::Trace trace;
  trace.message = "it went wrong";
  for (std::size_t i = 0; i < turns; i++) {
    traces::TraceStep step;
    step.step.instance = static_cast<std::uint32_t>(i % 2);
    step.thread = i % 2 == 0 ? "a" : "b";
    traces::Event event;
    event.kind = traces::Event::Kind::Store;
    event.object = name + std::to_string(i);
    event.before = "0";
    event.after = "1";
    event.text = "member";
    step.events.push_back(event);
    trace.steps.push_back(step);
  }
  return trace;
}

}  // namespace

TEST_CASE("nothing new, no reply") {
  CHECK(reply(trial_with({}), std::nullopt, {}).empty());
  CHECK(reply(trial_with({change(Change::Kind::Left, "p"), change(Change::Kind::Unknown, "q")}), std::nullopt, {})
            .empty());
}

TEST_CASE("what is broken is told before what is mended") {
  const DesignTrial trial = trial_with({change(Change::Kind::Broken, "p"), change(Change::Kind::Mended, "q")});
  REQUIRE(told_change(trial) != nullptr);
  CHECK(told_change(trial)->property == "p");
  const std::string text = reply(trial, trace_of(3, "x"), {"left_out"});
  CHECK(text.find("Broken: p\n") != std::string::npos);
  CHECK(text.find("Mended: q\n") != std::string::npos);
  CHECK(text.find("With the patch this can happen, and without it not:") != std::string::npos);
  CHECK(text.find("left_out(), which the design leaves out") != std::string::npos);
  CHECK(text.find("--property p") != std::string::npos);
  CHECK(text.find("=> it went wrong") != std::string::npos);
}

TEST_CASE("what is not known to hold is not said to be mended, and what is vacuous not to be broken") {
  Change mended = change(Change::Kind::Mended, "p"), broken = change(Change::Kind::Broken, "q");
  mended.to = "inconclusive";
  broken.to = "vacuous";
  CHECK(reply(trial_with({broken, mended}), std::nullopt, {}).empty());
  broken.from = "inconclusive";
  broken.to = "violated @4";
  CHECK(reply(trial_with({broken}), std::nullopt, {}).empty());
}

TEST_CASE("of what is violated in new ways the way is told, not an execution") {
  Change broken = change(Change::Kind::Broken, "p");
  broken.from = "violated @3";
  broken.ways = {"walker in put_page(): the way"};
  const std::string text = reply(trial_with({change(Change::Kind::Mended, "q"), broken}), trace_of(3, "x"), {});
  CHECK(text.find("p was violated before. New with the patch:\n  walker in put_page(): the way\n") !=
        std::string::npos);
  CHECK(text.find("this can happen") == std::string::npos);
}

TEST_CASE("a reply has at most 72 columns and 25 lines, and its command is whole") {
  std::vector<Change> changes;
  for (int i = 0; i < 40; i++)
    changes.push_back(change(Change::Kind::Broken, std::string(60, 'p') + std::to_string(i)));
  DesignTrial trial = trial_with(std::move(changes));
  for (int i = 0; i < 40; i++) trial.never_ran.push_back({"function_" + std::to_string(i), "x.race", 1, false, {1}});
  trial.left.resize(7);
  trial.unfinished.push_back("x.race");
  const std::string text = reply(trial, trace_of(60, std::string(100, 'x')), {});
  const std::vector<std::string> lines = lines_of(text);
  CHECK(lines.size() <= kReplyLines);
  for (const std::string& line : lines) CHECK_MESSAGE(line.size() <= kReplyWidth, line);
  CHECK(text.find("turns before)") != std::string::npos);
  CHECK(text.find("Whether it breaks more is not known") != std::string::npos);
  CHECK(lines.back() == "    examples/some-long-name-of-a-scenario.race");
}
