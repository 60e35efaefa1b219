#include "cli/patch_trial_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/compare_baseline.hpp"
#include "cli/compare_render.hpp"
#include "cli/environment.hpp"
#include "cli/uncovered.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

namespace {

std::string scenarios_text(std::size_t number) { return fmt::format("{} scenario{}", number, number == 1 ? "" : "s"); }

std::string describe(const NeverRan& never) {
  if (!never.at_all) return fmt::format("{}() of {}:{}", never.name, never.path, never.line);
  return fmt::format("{}(): {}", never.name, describe_uncovered(never.path, never.lines));
}

}  // namespace

std::string tried_text(const DesignTrial& trial) {
  const std::size_t all = trial.comparison.scenarios.size(), whole = all - trial.unfinished.size();
  if (all == 0) return "nothing, and nothing of the design ran";
  if (whole == all) return scenarios_text(all) + ", every execution of " + (all == 1 ? "it" : "each");
  return fmt::format("{}, every execution of {} of them", scenarios_text(all), whole);
}

std::string tried_with_text(const TrialsWithActors& trials) {
  if (trials.asked.empty()) return "";
  const bool is_any = trials.asked == std::vector<std::string>{kAnyActor};
  const std::size_t all = trials.tried.size();
  const auto whole = std::ranges::count_if(trials.tried, &TriedWith::is_whole);
  std::string text =
      is_any ? fmt::format("with actors: {} of {} times one, {} of {} times two", trials.sets_tried, trials.sets,
                           trials.pairs_tried, trials.pairs)
             : fmt::format("with {}: {} of {} times", fmt::join(trials.asked, ","), trials.sets_tried, trials.sets);
  if (all == 0) return text;
  return text + (static_cast<std::size_t>(whole) == all
                     ? ", every execution of each"
                     : fmt::format(", every execution of {} of these {}", whole, all));
}

std::vector<std::string> describe(const DesignTrial& trial) {
  std::vector<std::string> lines = describe(trial.comparison, false);
  for (const NeverRan& never : trial.never_ran) lines.push_back("Never ran: " + describe(never));
  lines.push_back("Tried: " + tried_text(trial));
  for (const Compared& compared : trial.comparison.scenarios) lines.push_back("  " + compared.path());
  if (const std::string with = tried_with_text(trial.with_actors); !with.empty()) lines.push_back("Tried " + with);
  for (const std::string& path : trial.unfinished) lines.push_back("Not finished: " + path);
  for (const std::string& path : trial.left) lines.push_back("No time was left for: " + path);
  const auto not_tried = [&](const std::vector<std::string>& paths, const char* why) {
    if (!paths.empty()) lines.push_back(fmt::format("Not tried: {}: {}", scenarios_text(paths.size()), why));
  };
  not_tried(trial.unreached, "nothing there has a way to the design");
  not_tried(trial.unfit, "written for other kernels");
  return lines;
}

ordered_json trial_json(const DesignTrial& trial) {
  ordered_json json;
  json["design"] = trial.design;
  json["baseline"] = trial.baseline;
  json["budget"] = trial.budget;
  json["comparison"] = ordered_json::parse(compare_json(trial.comparison));
  json["never_ran"] = ordered_json::array();
  for (const NeverRan& never : trial.never_ran)
    json["never_ran"].push_back(ordered_json{{"function", never.name},
                                             {"file", never.path},
                                             {"line", never.line},
                                             {"lines", never.at_all ? never.lines : std::vector<unsigned>()}});
  json["unfinished"] = trial.unfinished;
  json["no_time_left"] = trial.left;
  json["not_reached"] = trial.unreached;
  ordered_json& with = json["with_actors"];
  with["asked"] = trial.with_actors.asked;
  with["sets"] = {{"all", trial.with_actors.sets}, {"tried", trial.with_actors.sets_tried}};
  with["pairs"] = {{"all", trial.with_actors.pairs}, {"tried", trial.with_actors.pairs_tried}};
  with["tried"] = ordered_json::array();
  for (const TriedWith& tried : trial.with_actors.tried)
    with["tried"].push_back(
        ordered_json{{"file", tried.path}, {"environment", tried.actors}, {"exhaustive", tried.is_whole}});
  json["other_kernels"] = trial.unfit;
  return json;
}

}  // namespace pagerace::cli
