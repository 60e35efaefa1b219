#include "cli/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/search/path.hpp"
#include "cli/reached.hpp"
#include "cli/version.hpp"
#include "properties/check.hpp"
#include "properties/verdict.hpp"
#include "properties/violations.hpp"
#include "traces/hash.hpp"
#include "traces/replay.hpp"

namespace pagerace::cli {

using checker::Outcome;
using checker::Stop;
using checker::Verdict;

namespace {

bool is_named(const ModelOptions& options, const std::string& name) {
  return std::find(options.properties.begin(), options.properties.end(), name) != options.properties.end();
}

/// A violation of it hides whatever would come after it, for other properties too.
bool cuts_executions(const Verdict& verdict) {
  return verdict.subject.property < 0 && verdict.outcome == Outcome::Violated &&
         properties::ends_execution(verdict.subject.check);
}

/// Everything was decided if the whole space was searched, or if the user asked to stop at the first violation.
Exit exit_of(const Run& run) {
  if (!run.fault.empty()) return Exit::Internal;
  const auto any = [&](Outcome outcome) {
    return std::any_of(run.reported.begin(), run.reported.end(), [&](const Reported& reported) {
      return reported.verdict.outcome == outcome && reported.counts;
    });
  };
  if (any(Outcome::Violated)) return Exit::Violated;
  if (run.search.stop != Stop::Complete || any(Outcome::Inconclusive)) return Exit::Inconclusive;
  const bool is_idle = run.patched && run.patched->is_idle();
  return any(Outcome::Vacuous) || is_idle ? Exit::Vacuous : Exit::Holds;
}

/// Replays the execution behind a finding. If that fails, sets the fault of the run.
std::optional<traces::Trace> trace_of(const Verdict& verdict, const Model& model, const ModelOptions& options,
                                      const properties::Checked& checked, Run& run) {
  const checker::Path path =
      checker::rebuild_path(*model.system, *checked.log, verdict, checked.reductions->canonical());
  traces::Replay replay = traces::replay(*model.system, model.sources, path, traces::claim_of(verdict));
  if (!replay.trace) {
    run.fault =
        fmt::format("the counterexample of {} does not replay ({}): a fault of pagerace", verdict.name, replay.error);
    return std::nullopt;
  }
  traces::Origin& origin = replay.trace->origin;
  origin.tool_version = kVersion;
  origin.command = run.command;
  origin.file = model.path;
  origin.kernel = model.chosen_kernel;
  if (!origin.kernel.empty()) origin.patches = options.patches;
  origin.defines = options.defines;
  origin.include_paths = options.include_paths;
  origin.environment = options.environment;
  origin.model_hash = traces::model_hash(model.sources, origin.kernel, options.defines);
  return std::move(replay.trace);
}

/// Partial-order reduction leaves out steps, so the space is searched once more without it.
std::optional<Ways> find_ways(const Model& model, const checker::SearchOptions& options,
                              const properties::Checked& checked) {
  auto violations = properties::violations(*model.system, checked, options);
  if (!violations && checked.reductions->partial_order() != nullptr) {
    checker::SearchOptions whole = options;
    whole.partial_order = false;
    whole.stop_at_first = false;
    violations = properties::violations(*model.system, properties::check(*model.system, whole), whole);
  }
  if (!violations) return std::nullopt;
  return ways_of(model, *violations);
}

std::string names(const Run& run, Outcome outcome) {
  std::string list;
  for (const Reported& reported : run.reported) {
    if (reported.verdict.outcome != outcome || !reported.counts) continue;
    list += (list.empty() ? "" : ", ") + reported.verdict.name;
  }
  return list;
}

}  // namespace

Run run(const Model& model, const ModelOptions& model_options, const RunOptions& options) {
  Run run;
  run.command = options.command;
  properties::Checked checked = properties::check(*model.system, options.search, options.checkpointing);
  if (options.with_ways) run.ways = find_ways(model, options.search, checked);
  run.search = std::move(checked.result);
  for (const Verdict& verdict : run.search.verdicts) {
    const bool named = is_named(model_options, verdict.name);
    const bool is_property = verdict.subject.property >= 0;
    const bool is_selected = named || model_options.properties.empty();
    if (!is_selected && !cuts_executions(verdict)) continue;
    Reported reported = {verdict, true, named || verdict.from_scenario, !is_selected, std::nullopt};
    if (verdict.outcome == Outcome::Vacuous) reported.counts = reported.is_own || !is_property;
    if (options.with_traces && verdict.finding && run.fault.empty())
      reported.trace = trace_of(verdict, model, model_options, checked, run);
    run.reported.push_back(std::move(reported));
  }
  // Not of std::ranges: Clang 14 cannot compile what it returns.
  std::stable_partition(run.reported.begin(), run.reported.end(), [](const Reported& reported) {
    return reported.is_own && reported.verdict.subject.property >= 0;
  });
  const Reached reached(model, run);
  run.patched = patched(model, reached);
  run.environment = environment(model, reached);
  run.exit = exit_of(run);
  return run;
}

std::string exhaustive(const checker::SearchResult& search) {
  return search.stop == Stop::Complete ? "yes" : fmt::format("no ({})", text_of(search.stop).name);
}

std::string result_line(const Run& run) {
  switch (run.exit) {
    case Exit::Violated:
      return "VIOLATED " + names(run, Outcome::Violated);
    case Exit::Inconclusive: {
      if (run.search.stop != Stop::Complete) return fmt::format("INCONCLUSIVE ({})", text_of(run.search.stop).name);
      return "INCONCLUSIVE " + names(run, Outcome::Inconclusive);
    }
    case Exit::Vacuous: {
      const std::string vacuous = names(run, Outcome::Vacuous);
      return "VACUOUS " + (vacuous.empty() ? "(nothing of the patch ran)" : vacuous);
    }
    case Exit::Holds:
      return "HOLDS";
    default:
      return "FAULT (" + run.fault + ")";
  }
}

}  // namespace pagerace::cli
