#include "traces/render/json.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/traces/late_put.hpp"
#include "traces/read_json.hpp"
#include "traces/render/formats.hpp"

namespace pagerace::traces {

namespace {

using nlohmann::json;

std::string error_of(const std::string& text) {
  const auto result = read_trace(text);
  const auto* error = std::get_if<std::string>(&result);
  return error == nullptr ? "" : *error;
}

/// What is said of the example after a change.
std::string error_after(const std::function<void(json&)>& change) {
  json root = json::parse(write_trace(test::late_put()));
  change(root);
  return error_of(root.dump());
}

}  // namespace

TEST_CASE("a trace is shown in the format that is named") {
  const Trace trace = test::late_put();
  for (const Format& format : formats()) CHECK(render(trace, format.name).ends_with('\n'));
  CHECK(render(trace, kJson) == write_trace(trace));
  CHECK_THROWS_AS(render(trace, "smoke-signals"), std::invalid_argument);
}

TEST_CASE("a call that is read has its arguments") {
  const auto read = std::get<Trace>(read_trace(write_trace(test::late_put())));
  CHECK(read.initial[0] == test::late_put().initial[0]);
  CHECK(read.initial[0].callee == "driver_owns");
  CHECK(read.initial[0].arguments == std::vector<std::string>{"page 0"});
  CHECK(!read.check);
}

TEST_CASE("who holds a lock, and who waits for it, survives being written and read") {
  Trace trace = test::late_put();
  REQUIRE(!trace.standing.empty());
  trace.standing[0].holds = {{"zone.lock", "spin_lock(&zone.lock)", "a.race:3"},
                             {"RCU", "rcu_read_lock()", "a.race:4"}};
  trace.standing[0].waits_for = Wait{"m", {1, 0}};
  const auto read = std::get<Trace>(read_trace(write_trace(trace)));
  CHECK(read.standing[0].holds == trace.standing[0].holds);
  CHECK(read.standing[0].waits_for == trace.standing[0].waits_for);
  CHECK(!error_after([](json& root) { root["standing"][0]["holds"] = {{{"lock", 3}}}; }).empty());
  CHECK(!error_after([](json& root) { root["standing"][0]["waits_for"] = {{"lock", "m"}}; }).empty());
}

TEST_CASE("a trace survives being written and read") {
  const Trace trace = test::late_put();
  const auto result = read_trace(write_trace(trace));
  REQUIRE(std::holds_alternative<Trace>(result));
  const Trace& read = std::get<Trace>(result);
  CHECK(write_trace(read) == write_trace(trace));
  CHECK(render(read, kColumns, {true, false, 72}) == render(trace, kColumns, {true, false, 72}));
  CHECK(read.origin == trace.origin);
  CHECK(read.path.steps == trace.path.steps);
  CHECK(read.path.initial == trace.path.initial);
}

TEST_CASE("what is malformed is refused with its place") {
  CHECK(error_of("") != "");
  CHECK(error_of("{") != "");
  CHECK(error_of("[]") == "expected an object");
  CHECK(error_of("{}") == "\"format\" is missing");
  CHECK(error_of(std::string(100000, '[')) != "");
  CHECK(error_after([](json& root) { root["format"] = "itf"; }) == "format: this is not a trace of pagerace");
  CHECK(error_after([](json& root) { root["version"] = 99; }) == "version: version 99 is not known here, only 1");
  CHECK(error_after([](json& root) { root["version"] = "1"; }) == "version: expected an integer");
  CHECK(error_after([](json& root) { root["version"] = 1.5; }) == "version: expected an integer");
  CHECK(error_after([](json& root) { root.erase("steps"); }) == "\"steps\" is missing");
  CHECK(error_after([](json& root) { root["steps"] = {}; }) == "steps: expected an array");
  CHECK(error_after([](json& root) { root["steps"][1]["thread"] = 3; }) == "steps[1].thread: expected a string");
  CHECK(error_after([](json& root) { root["steps"][1]["thread"] = "nobody"; }) ==
        "steps[1].thread: thread 1 is \"driver\"");
  CHECK(error_after([](json& root) { root["steps"][0]["instance"] = 2; }) == "steps[0].instance: there are 2 threads");
  CHECK(error_after([](json& root) { root["steps"][0]["instance"] = -1; }) ==
        "steps[0].instance: expected a number from 0 to 65535");
  CHECK(error_after([](json& root) { root["steps"][0]["instance"] = 18446744073709551615U; }) ==
        "steps[0].instance: number is too large");
  CHECK(error_after([](json& root) { root["initial"]["choices"][0] = 1e300; }) ==
        "initial.choices[0]: expected an integer");
  CHECK(error_after([](json& root) { root["steps"][2]["events"][0]["kind"] = "jump"; }) ==
        "steps[2].events[0].kind: unknown kind \"jump\"");
  CHECK(error_after([](json& root) { root["steps"][2]["events"][0]["ghost"] = 1; }) ==
        "steps[2].events[0].ghost: expected true or false");
  CHECK(error_after([](json& root) { root["standing"] = json::array(); }) == "standing: expected one for each thread");
  CHECK(error_after([](json& root) { root["model"]["defines"] = {1}; }) == "model.defines[0]: expected an object");
}

TEST_CASE("a number out of any range is refused, whatever its spelling") {
  std::string text = write_trace(test::late_put());
  const std::string field = "\"version\": 1";
  text.replace(text.find(field), field.size(), "\"version\": 99999999999999999999999999");
  CHECK(error_of(text) == "version: expected an integer");
}

TEST_CASE("calls nested without end are refused") {
  Trace trace = test::trace_of({"a"});
  test::step(trace, 0, std::vector<Event>(5000, test::enter("f", {})));
  CHECK(error_of(write_trace(trace)) == "steps: calls are nested more than 1000 deep");
}

TEST_CASE("bytes that are no UTF-8 do not keep a trace from being written") {
  Trace trace = test::trace_of({"a"});
  trace.message = "\xff";
  CHECK(error_of(write_trace(trace)) == "");
}

}  // namespace pagerace::traces
