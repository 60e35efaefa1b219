#include "cli/options.hpp"

#include <doctest/doctest.h>

#include <array>

#include "cli/check.hpp"
#include "cli/command_line/command_line.hpp"
#include "cli/engine_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/uncovered.hpp"

namespace pagerace::cli {

TEST_CASE("durations are numbers of seconds, minutes or hours") {
  CHECK(parse_duration("30") == 30);
  CHECK(parse_duration("30s") == 30);
  CHECK(parse_duration("10m") == 600);
  CHECK(parse_duration("1h") == 3600);
  CHECK(parse_duration("1.5m") == 90);
  for (const char* text : {"", "s", "-3", "+3", "0", "0s", "1d", "1 s", "soon", "1.2.3", "1e5", "nan", "inf", "0x10"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("a count is digits that fit, and a unit") {
  CHECK(parse_count<std::uint64_t>("10k") == 10000u);
  CHECK(parse_count<std::uint64_t>("10K") == 10000u);
  CHECK(parse_count<std::uint64_t>("2M") == 2000000u);
  CHECK(parse_count<std::uint32_t>("4G") == 4000000000u);
  CHECK_FALSE(parse_count<std::uint32_t>("5G"));
  CHECK(parse_count<std::uint64_t>("18446744073709551615") == 18446744073709551615u);
  CHECK(parse_count<std::uint32_t>("4294967295") == 4294967295u);
  CHECK_FALSE(parse_count<std::uint32_t>("4294967296"));
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1kB", "1 k", "k", "1kk", "0x10", "1e3", "18446744073709551616",
                           "18446744073709552k"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_count<std::uint64_t>(text));
  }
}

TEST_CASE("an option that is given is given a value") {
  for (const char* option : {"-p", "--kernel", "-D", "-I", "--max-states", "--max-depth", "--timeout"}) {
    CAPTURE(option);
    const std::array arguments = {"pagerace", "check", option, "", "a.race"};
    const Command command = parse_command_line(static_cast<int>(arguments.size()), arguments.data());
    const auto* answer = std::get_if<Answer>(&command);
    REQUIRE(answer != nullptr);
    CHECK(answer->exit == Exit::Usage);
    CHECK_FALSE(answer->err.empty());
  }
}

TEST_CASE("a define is a name and a value") {
  CHECK(parse_define("NR_PAGES=3") == std::pair<std::string, std::string>("NR_PAGES", "3"));
  CHECK(parse_define("A=b=c") == std::pair<std::string, std::string>("A", "b=c"));
  for (const char* text : {"", "A", "A=", "=3", "3=4", "a b=1", "A-B=1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_define(text));
  }
}

TEST_CASE("arguments are quoted so that a shell reads them back") {
  CHECK(quote("examples/late-put.race") == "examples/late-put.race");
  CHECK(quote("") == "''");
  CHECK(quote("a b") == "'a b'");
  CHECK(quote("it's") == "'it'\\''s'");
  CHECK(quote("$HOME") == "'$HOME'");
  CHECK(quote_file("a b") == "'a b'");
  CHECK(quote_file("-a.race") == "-- -a.race");
}

TEST_CASE("options are spelled as they would be typed") {
  ModelOptions model = {"2019-no-hook", {{"NR_PAGES", "3"}}, {"my includes"}, {"p"}, {"a.race", "b.race"}};
  CHECK(spell(model) ==
        " --kernel 2019-no-hook --patch a.race --patch b.race -D NR_PAGES=3 -I 'my includes' --property p");
  LimitOptions limits;
  CHECK(spell(limits).empty());
  limits.max_states = 10;
  limits.max_depth = 3;
  limits.timeout = 90;
  limits.first = true;
  CHECK(spell(limits) == " --max-states 10 --max-depth 3 --timeout 90s --first");
  limits.timeout = 1e-5;
  CHECK(spell(limits) == " --max-states 10 --max-depth 3 --timeout 0.00001s --first");
}

TEST_CASE("a size is spelled with the largest unit that says it exactly") {
  CHECK(spell_size(1000) == "1000");
  CHECK(spell_size(1536) == "1536");
  CHECK(spell_size(4096) == "4K");
  CHECK(spell_size(std::uint64_t{3} << 30) == "3G");
  CHECK(spell_size(std::uint64_t{2048} << 40) == "2048T");
  for (const char* text : {"3G", "1500M", "118803276", "1T"}) CHECK(spell_size(*parse_size(text)) == text);
}

TEST_CASE("the worst exit status wins") {
  const std::vector<Exit> order = {Exit::Internal,     Exit::Usage,   Exit::Violated,
                                   Exit::Inconclusive, Exit::Vacuous, Exit::Holds};
  for (std::size_t i = 0; i < order.size(); i++) {
    for (std::size_t j = i; j < order.size(); j++) {
      CHECK(worst(order[i], order[j]) == order[i]);
      CHECK(worst(order[j], order[i]) == order[i]);
    }
  }
}

TEST_CASE("further traces are named after their properties") {
  CHECK(trace_path("t.json", 0, "p") == "t.json");
  CHECK(trace_path("t.json", 1, "p") == "t.p.json");
  CHECK(trace_path("trace", 1, "p") == "trace.p");
  CHECK(trace_path(".json", 1, "p") == ".p.json");
}

TEST_CASE("uncovered lines are shown as ranges") {
  CHECK(describe_uncovered("a.race", {}) == "none");
  CHECK(describe_uncovered("a.race", {12}) == "a.race:12");
  CHECK(describe_uncovered("a.race", {12, 20, 21, 22, 30}) == "a.race:12, 20-22, 30");
}

TEST_CASE("a statement is covered where any of its copies is") {
  source::Sources sources;
  sources.add("a.race", "one;\ntwo;\nthree;\n");
  system::TransitionSystem system;
  const auto mark = [&](std::uint32_t begin, bool in_scenario) {
    system::Mark mark;
    mark.span = {0, begin, begin + 3};
    mark.in_scenario = in_scenario;
    system.marks.push_back(mark);
  };
  mark(0, true);
  mark(0, true);
  mark(5, true);
  mark(10, false);
  CHECK(uncovered_lines(system, sources, {{0, 1, 0, 0}, {}, {}}) == std::vector<unsigned>{2});
  CHECK(uncovered_lines(system, sources, {{0, 0, 1, 0}, {}, {}}) == std::vector<unsigned>{1});
}

TEST_CASE("numbers are short") {
  CHECK(short_number(999) == "999");
  CHECK(short_number(12345) == "12.3 k");
  CHECK(short_number(4.56e6) == "4.6 M");
  CHECK(short_number(1e13) == "10.0 T");
  CHECK(size_text(12) == "12 B");
  CHECK(size_text(1536) == "1.5 kB");
  CHECK(size_text(std::uint64_t{3} << 40) == "3.0 TB");
}

}  // namespace pagerace::cli
