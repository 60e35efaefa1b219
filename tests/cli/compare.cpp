#include "cli/compare.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/compare_render.hpp"

namespace pagerace::cli {

using checker::Outcome;

namespace {

Reported found(const std::string& name, Outcome outcome, std::optional<std::uint32_t> depth = {}) {
  Reported reported;
  reported.verdict.name = name;
  reported.verdict.subject.property = 0;
  reported.verdict.outcome = outcome;
  if (depth) {
    reported.verdict.finding = checker::Finding{};
    reported.verdict.finding->depth = *depth;
  }
  return reported;
}

Run run_of(std::vector<Reported> reported, Exit exit) {
  Run run;
  run.search.states = 10;
  run.reported = std::move(reported);
  run.exit = exit;
  return run;
}

std::string command_for(const std::string& property) { return "show " + property; }

/// Two designs: one violates what the other does not state.
Comparison two_designs() {
  Comparison comparison;
  comparison.kernels = {"old", "new"};
  Compared compared("a.race", 2);
  compared.add(0, run_of({found("safe", Outcome::Violated, 12), found("quiet", Outcome::Holds)}, Exit::Violated),
               command_for);
  compared.add(1, run_of({found("quiet", Outcome::Holds)}, Exit::Holds), command_for);
  comparison.scenarios.push_back(compared);
  return comparison;
}

const ShownRow& row(const View& view, const std::string& label) {
  for (const ShownRow& row : view.scenarios.at(0).rows)
    if (row.label == label) return row;
  FAIL("no row " << label);
  return view.scenarios.at(0).rows.at(0);
}

}  // namespace

TEST_CASE("kernels are those asked for, each once, and all means the rest of the library") {
  using Names = std::vector<std::string>;
  const std::filesystem::path library = std::filesystem::temp_directory_path() / fmt::format("kernels-{}", getpid());
  std::filesystem::create_directories(library / "designs");
  for (const char* name : {"idea", "5.8", "6.12"}) std::ofstream(library / "designs" / (name + std::string(".race")));
  const auto shown = [&](const Names& asked) {
    Names names;
    for (const syntax::KernelChoice& kernel : chosen_kernels(asked, library.string()))
      names.push_back(syntax::describe(kernel));
    return names;
  };
  const Names all = {"5.8", "6.12", "idea"};
  CHECK(shown({}) == all);
  CHECK(shown({"all"}) == all);
  CHECK(shown({"idea", "mine.race", "all", "idea"}) == Names{"idea", "mine.race", "5.8", "6.12"});
  CHECK(shown({"6.15", "6.12", "6.13"}) == Names{"6.12 (for 6.15)"});
  std::filesystem::remove_all(library);
}

TEST_CASE("what holds everywhere is counted, what is violated somewhere has a row") {
  const View view = view_of(two_designs(), false);
  REQUIRE(view.scenarios.at(0).rows.size() == 2);
  CHECK(row(view, "safe").cells.at(0).text == "violated @12");
  CHECK(row(view, "safe").cells.at(1).text == "-");
  CHECK(row(view, "states explored").cells.at(0).text == "10");
  CHECK(view.scenarios.at(0).remarks == std::vector<std::string>{"1 further property holds everywhere"});
}

TEST_CASE("vacuous is not counted as holding, nor is what holds short of something") {
  Comparison comparison = {{"only"}, {}, {}, {}, Exit::Holds, 0, ""};
  Compared compared("a.race", 1);
  Reported cut = found("cut", Outcome::Holds);
  cut.verdict.reason = "executions that end in BUG_ON go no further";
  compared.add(0, run_of({found("vacuous", Outcome::Vacuous), cut}, Exit::Holds), command_for);
  comparison.scenarios.push_back(compared);
  const std::vector<std::string> expected = {"1 further property holds everywhere, as far as executions go on: see [1]",
                                             "1 further property is vacuous under some design and violated under none"};
  CHECK(view_of(comparison, false).scenarios.at(0).remarks == expected);
}

TEST_CASE("what was not asked for does not pass for a violation of what was") {
  Comparison comparison = {{"only"}, {}, {}, {}, Exit::Holds, 0, ""};
  Compared compared("a.race", 1);
  Reported bug = found("BUG_ON", Outcome::Violated, 3);
  bug.verdict.subject = {-1, system::Check::BugOn};
  bug.is_unasked = true;
  compared.add(0, run_of({found("asked", Outcome::Holds), bug}, Exit::Violated), command_for);
  comparison.scenarios.push_back(compared);
  CHECK(text_of(row(view_of(comparison, false), "BUG_ON").cells.at(0)) == "violated @3 [1]");
  const View summary = view_of(comparison, true);
  CHECK(text_of(summary.scenarios.at(0).rows.at(0).cells.at(0)) == "cut @3 [1]");
  CHECK(summary.notes.at(0) == "no violation of what was asked for, but executions end in BUG_ON");
}

TEST_CASE("a design that cannot load the scenario is a cell with its reason below, and exit status 2") {
  Comparison comparison = two_designs();
  comparison.scenarios[0].add(1, Fate::Refused, "a.race:1:2: no");
  const View view = view_of(comparison, false);
  const ShownCell& cell = row(view, "safe").cells.at(1);
  CHECK(text_of(cell) == "refused [1]");
  CHECK(view.notes == std::vector<std::string>{"a.race:1:2: no"});
  CHECK(comparison.scenarios[0].exit() == Exit::Usage);
}

TEST_CASE("designs that a scenario is not written for do not count, unless there is no other") {
  Comparison comparison = two_designs();
  Compared& compared = comparison.scenarios[0];
  compared.add(0, Fate::OtherDesign, "written for new");
  CHECK(compared.exit() == Exit::Holds);
  compared.add(1, Fate::OtherDesign, "written for another");
  CHECK(compared.exit() == Exit::Usage);
}

TEST_CASE("designs that lack something do not count either, and say what") {
  Comparison comparison = two_designs();
  Compared& compared = comparison.scenarios[0];
  compared.add(1, Fate::Lacking, "no such function");
  CHECK(compared.exit() == Exit::Violated);
  const View view = view_of(comparison, false);
  CHECK(text_of(row(view, "safe").cells.at(1)) == "n/a [1]");
  CHECK(view.closing.at(0) == "Result: 1 run: 1 violated, 0 hold, 0 undecided or vacuous; 1 not applicable");
  compared.add(0, Fate::Lacking, "no such function");
  CHECK(compared.exit() == Exit::Usage);
}

TEST_CASE("each violated cell has its command") {
  Comparison comparison = two_designs();
  View view = view_of(comparison, true);
  using Commands = std::vector<std::string>;
  CHECK(commands_of(view.scenarios.at(0)) == Commands{"show safe"});
  CHECK(compare_text(view, false).find("show safe") == std::string::npos);
  view.with_commands = true;
  for (const std::string& text : {compare_text(view, false), compare_markdown(view), compare_html(view)})
    CHECK(text.find("\nshow safe\n") != std::string::npos);
}

TEST_CASE("the summary tells how many are violated and the least depth") {
  Comparison comparison = two_designs();
  Compared compared("b.race", 2);
  compared.add(0, run_of({found("late", Outcome::Violated, 30), found("early", Outcome::Violated, 7)}, Exit::Violated),
               command_for);
  comparison.scenarios = {compared};
  const View view = view_of(comparison, true);
  CHECK(view.scenarios.at(0).rows.at(0).cells.at(0).text == "2 violated @7");
  CHECK(view.scenarios.at(0).rows.at(0).cells.at(1).text == "not run");
  CHECK(compared.exit() == Exit::Violated);
}

TEST_CASE("what would be markup is escaped") {
  Comparison comparison = two_designs();
  comparison.kernels[0] = "a|b<script>";
  comparison.scenarios[0].add(1, Fate::Refused, "x < y | z & \"q\"");
  comparison.scenarios.push_back(Compared("</td><img src=x onerror='alert(1)'>.race", 2));
  View view = view_of(comparison, false);
  view.with_commands = true;
  view.scenarios.at(0).rows.at(0).cells.at(0).command = "pagerace check '\"><script>.race'";
  const std::string markdown = compare_markdown(view);
  CHECK(markdown.find("a\\|b\\<script\\>") != std::string::npos);
  CHECK(markdown.find("x \\< y \\| z \\& \"q\"") != std::string::npos);
  const std::string html = compare_html(view);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("\"><script") == std::string::npos);
  CHECK(html.find("x &lt; y | z &amp; &quot;q&quot;") != std::string::npos);
}

TEST_CASE("JSON has what the table leaves out") {
  const auto json = nlohmann::json::parse(compare_json(two_designs()));
  CHECK(json["kernels"] == nlohmann::json{"old", "new"});
  const auto& properties = json["scenarios"][0]["properties"];
  REQUIRE(properties.size() == 2);
  CHECK(properties[0]["verdicts"].size() == 1);
  CHECK(properties[0]["verdicts"][0]["depth"] == 12);
  CHECK(properties[1]["name"] == "quiet");
  CHECK(json["scenarios"][0]["runs"][1]["exit"] == 0);
}

}  // namespace pagerace::cli
