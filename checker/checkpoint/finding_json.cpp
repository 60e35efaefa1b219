#include "checker/checkpoint/finding_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "checker/checkpoint/state_file.hpp"

namespace pagerace::checker {

namespace {

/// The part that findings and observations have in common.
template <class Seen>
void put_seen(Json& json, const Seen& seen) {
  json["state"] = seen.state;
  if (seen.step) json["step"] = {{"thread", seen.step->instance}, {"choices", seen.step->choices}};
  if (seen.start) json["start"] = *seen.start;
  if (seen.failure >= 0) json["failure"] = seen.failure;
}

std::vector<Value> read_values(const Json& json, const char* name) {
  std::vector<Value> values;
  for (const Json& value : read_list(json, name)) {
    const bool is_large = value.is_number_unsigned() && value.get<Value>() < 0;
    if (!value.is_number_integer() || is_large) throw Damaged(fmt::format("{} holds what is no value", name));
    values.push_back(value.get<Value>());
  }
  return values;
}

template <class Seen>
void read_seen(const Json& json, const SnapshotShape& shape, Seen& seen) {
  for (const Json& word : read_list(json, "state")) seen.state.push_back(read_count(word));
  if (json.contains("step")) {
    const Json& step = json["step"];
    const std::uint64_t thread = read_count(read_member(step, "thread"));
    if (thread >= shape.threads) throw Damaged("a step is of no thread");
    seen.step = {static_cast<std::uint32_t>(thread), read_values(step, "choices")};
  }
  if (json.contains("start")) seen.start = read_values(json, "start");
  if (json.contains("failure")) {
    const std::uint64_t failure = read_count(json["failure"], std::numeric_limits<int>::max());
    if (failure >= shape.failures) throw Damaged("a finding is of no failure");
    seen.failure = static_cast<int>(failure);
  }
  if (seen.state.size() != (seen.start ? 0 : shape.words)) throw Damaged("a finding is of no state");
}

}  // namespace

std::uint64_t read_count(const Json& json, std::uint64_t most) {
  if (!json.is_number_unsigned() || json.get<std::uint64_t>() > most) throw Damaged("a number is none, or too large");
  return json.get<std::uint64_t>();
}

const Json& read_member(const Json& json, const char* name) {
  if (!json.is_object()) throw Damaged(fmt::format("there is no place for {}", name));
  const auto member = json.find(name);
  if (member == json.end()) throw Damaged(fmt::format("{} is missing", name));
  return *member;
}

const Json& read_list(const Json& json, const char* name) {
  const Json& list = read_member(json, name);
  if (!list.is_array()) throw Damaged(fmt::format("{} is no list", name));
  return list;
}

Json finding_json(const Finding& finding) {
  Json json = {{"depth", finding.depth}};
  put_seen(json, finding);
  if (finding.clause >= 0) json["clause"] = finding.clause;
  if (finding.loop_start) json["loop_start"] = *finding.loop_start;
  return json;
}

Json observation_json(const Observations::Slot& slot) {
  if (!slot) return nullptr;
  Json json = Json::object();
  put_seen(json, *slot);
  return json;
}

Finding read_finding(const Json& json, const SnapshotShape& shape) {
  Finding finding;
  finding.depth =
      static_cast<std::uint32_t>(read_count(read_member(json, "depth"), std::numeric_limits<std::uint32_t>::max()));
  read_seen(json, shape, finding);
  if (json.contains("clause")) {
    finding.clause = static_cast<int>(read_count(json["clause"], std::numeric_limits<int>::max()));
  }
  if (json.contains("loop_start")) {
    const std::uint64_t start = read_count(json["loop_start"]);
    if (start > finding.depth) throw Damaged("a loop begins behind the finding");
    finding.loop_start = static_cast<std::uint32_t>(start);
  }
  return finding;
}

Observations::Slot read_observation(const Json& json, const SnapshotShape& shape) {
  if (json.is_null()) return std::nullopt;
  Observation observation;
  read_seen(json, shape, observation);
  return observation;
}

}  // namespace pagerace::checker
