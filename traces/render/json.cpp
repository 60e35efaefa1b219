#include "traces/render/json.hpp"

#include <nlohmann/json.hpp>

#include "traces/json_names.hpp"

namespace pagerace::traces {

using nlohmann::ordered_json;

namespace {

ordered_json event_json(const Event& event) {
  ordered_json json;
  json["kind"] = kEventNames[static_cast<std::size_t>(event.kind)];
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  const auto flag = [&](const char* key, bool value) {
    if (value) json[key] = true;
  };
  text("text", told(event));
  text("object", event.object);
  text("before", event.before);
  text("after", event.after);
  text("place", event.place);
  if (event.depth != 0) json["depth"] = event.depth;
  flag("ghost", event.is_ghost);
  flag("vocabulary", event.vocabulary);
  flag("detail", event.is_detail);
  flag("local", event.is_local);
  return json;
}

ordered_json events_json(const std::vector<Event>& events) {
  ordered_json json = ordered_json::array();
  for (const Event& event : events) json.push_back(event_json(event));
  return json;
}

ordered_json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  ordered_json json = ordered_json::array();
  for (const auto& [name, value] : pairs) json.push_back({{"name", name}, {"value", value}});
  return json;
}

ordered_json steps_json(const Trace& trace) {
  ordered_json json = ordered_json::array();
  for (const TraceStep& step : trace.steps) {
    json.push_back({{"thread", step.thread},
                    {"instance", step.step.instance},
                    {"choices", step.step.choices},
                    {"events", events_json(step.events)}});
  }
  return json;
}

ordered_json standing_json(const Trace& trace) {
  ordered_json json = ordered_json::array();
  for (const Standing& standing : trace.standing) {
    ordered_json one = {{"thread", standing.thread},
                        {"daemon", standing.is_daemon},
                        {"finished", standing.is_finished},
                        {"place", standing.place},
                        {"pending", events_json(standing.pending)}};
    for (const Hold& hold : standing.holds)
      one["holds"].push_back({{"lock", hold.lock}, {"call", hold.call}, {"place", hold.place}});
    if (standing.waits_for)
      one["waits_for"] = {{"lock", standing.waits_for->lock}, {"holders", standing.waits_for->holders}};
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace

ordered_json to_json(const Trace& trace) {
  ordered_json json;
  json["format"] = "pagerace-trace";
  json["version"] = kFormatVersion;
  json["tool"] = trace.origin.tool_version;
  json["command"] = trace.origin.command;
  json["model"] = {{"file", trace.origin.file},
                   {"kernel", trace.origin.kernel},
                   {"defines", pairs_json(trace.origin.defines)},
                   {"include_paths", trace.origin.include_paths},
                   {"hash", trace.origin.model_hash}};
  if (!trace.origin.patches.empty()) json["model"]["patches"] = trace.origin.patches;
  if (!trace.origin.environment.empty()) json["model"]["environment"] = trace.origin.environment;
  json["property"] = {{"name", trace.property},
                      {"place", trace.place},
                      {"message", trace.message},
                      {"witness", trace.is_witness},
                      {"formula", trace.explanation.formula},
                      {"explanation", trace.explanation.parts}};
  json["threads"] = trace.threads;
  json["initial"] = {{"choices", trace.path.initial}, {"events", events_json(trace.initial)}};
  json["steps"] = steps_json(trace);
  if (trace.path.loop_start) json["loop_start"] = *trace.path.loop_start;
  json["standing"] = standing_json(trace);
  json["final_state"] = pairs_json(trace.final_state);
  return json;
}

std::string write_trace(const Trace& trace) {
  return to_json(trace).dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace pagerace::traces
