#include "cli/json_report.hpp"

#include <nlohmann/json.hpp>

#include "cli/json_document.hpp"
#include "cli/report.hpp"
#include "cli/uncovered.hpp"
#include "traces/render/json.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

const char* outcome_name(checker::Outcome outcome) {
  switch (outcome) {
    case checker::Outcome::Holds:
      return "holds";
    case checker::Outcome::Violated:
      return "violated";
    case checker::Outcome::Vacuous:
      return "vacuous";
    case checker::Outcome::Inconclusive:
      return "inconclusive";
  }
  return "";
}

namespace {

const char* severity_name(source::Severity severity) {
  switch (severity) {
    case source::Severity::Error:
      return "error";
    case source::Severity::Warning:
      return "warning";
    case source::Severity::Note:
      return "note";
  }
  return "";
}

ordered_json diagnostics_json(const Model& model) {
  ordered_json all = ordered_json::array();
  for (const source::Diagnostic& diagnostic : model.diagnostics.all()) {
    const source::Position at = model.sources.position(diagnostic.span);
    ordered_json one;
    one["severity"] = severity_name(diagnostic.severity);
    one["file"] = std::string(at.path);
    one["line"] = at.line;
    one["column"] = at.column;
    one["message"] = diagnostic.message;
    if (!diagnostic.hint.empty()) one["hint"] = diagnostic.hint;
    all.push_back(std::move(one));
  }
  return all;
}

ordered_json verdict_json(const Reported& reported, const source::Sources& sources) {
  const checker::Verdict& verdict = reported.verdict;
  ordered_json json;
  json["name"] = verdict.name;
  json["built_in"] = verdict.subject.property < 0;
  json["from_scenario"] = verdict.from_scenario;
  json["outcome"] = outcome_name(verdict.outcome);
  json["counts"] = reported.counts;
  if (reported.is_unasked) json["unasked"] = true;
  if (verdict.finding) json["depth"] = verdict.finding->depth;
  if (!verdict.reason.empty()) json["reason"] = verdict.reason;
  if (!verdict.parts.empty()) {
    ordered_json& parts = json[verdict.outcome == checker::Outcome::Holds ? "also_holds_without" : "parts"];
    for (const system::Span& part : verdict.parts)
      parts.push_back({{"text", std::string(sources.slice(part))}, {"place", sources.place(part)}});
  }
  if (reported.trace) json["trace"] = traces::to_json(*reported.trace);
  return json;
}

ordered_json run_json(const Model& model, const Run& run) {
  const checker::SearchResult& search = run.search;
  ordered_json json;
  json["file"] = model.path;
  json["kernel"] = model.kernel;
  json["kernel_is_default"] = model.is_default_kernel;
  if (!model.kernel_asked.empty()) json["kernel_asked"] = model.kernel_asked;
  if (run.patched) json["patched"] = patched_json(*run.patched);
  json["environment"] = environment_json(run.environment);
  json["memory_model"] = kMemoryModel;
  json["result"] = result_line(run);
  json["exit"] = static_cast<int>(run.exit);
  json["states"] = search.states;
  json["transitions"] = search.transitions;
  json["depth"] = search.depth;
  json["exhaustive"] = search.stop == checker::Stop::Complete;
  json["stop"] = text_of(search.stop).name;
  json["reductions"] = {"local-steps"};
  for (const std::string& reduction : search.reductions) json["reductions"].push_back(reduction);
  json["notes"] = search.notes;
  json["engine"] = search.engine;
  json["threads"] = search.threads;
  json["checks_not_evaluated"] = model.system->switched_off.size();
  json["uncovered"] = uncovered_lines(*model.system, model.sources, search.coverage);
  json["seconds"] = search.seconds;
  json["memory_bytes"] = peak_memory();
  json["store_bytes"] = search.store_bytes;
  json["log_bytes"] = search.log_bytes;
  json["spilled_bytes"] = search.spilled_bytes;
  json["reproduce"] = run.command;
  json["properties"] = ordered_json::array();
  for (const Reported& reported : run.reported) json["properties"].push_back(verdict_json(reported, model.sources));
  json["diagnostics"] = diagnostics_json(model);
  return json;
}

}  // namespace

JsonReport::JsonReport() : runs_(std::make_unique<ordered_json>(ordered_json::array())) {}

JsonReport::~JsonReport() = default;

void JsonReport::add(const Model& model, const Run& run) { runs_->push_back(run_json(model, run)); }

void JsonReport::add(const Trials& trials) {
  ordered_json json = run_json(*trials.model, trials.run);
  json["result"] = result_line(trials);
  json["exit"] = static_cast<int>(trials.exit);
  json["tried"] = trials_json(trials);
  runs_->push_back(std::move(json));
}

void JsonReport::add_failed(const Model& model) {
  ordered_json json;
  json["file"] = model.path;
  json["result"] = "REFUSED";
  json["exit"] = static_cast<int>(Exit::Usage);
  json["problem"] = problem(model);
  json["diagnostics"] = diagnostics_json(model);
  runs_->push_back(std::move(json));
}

std::string JsonReport::text(Exit exit) const {
  ordered_json json = json_document();
  json["exit"] = static_cast<int>(exit);
  json["runs"] = *runs_;
  return json_text(json);
}

}  // namespace pagerace::cli
