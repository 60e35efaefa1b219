// What is told of trials, to people and as JSON.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/trials.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

namespace {

std::string described(const WidenedTrial& trial) {
  return fmt::format("{}: {}, {} states", names_of(trial), trial.result, trial.states);
}

}  // namespace

std::string names_of(const WidenedTrial& trial) {
  if (trial.counts.empty()) return names_of(trial.actors);
  const std::string counts = fmt::format("{}", fmt::join(trial.counts, ", "));
  return trial.actors.empty() ? counts : counts + ", " + names_of(trial.actors);
}

std::string result_line(const Trials& trials) {
  if (trials.exit == Exit::Inconclusive) return "INCONCLUSIVE (not everything was tried to the end)";
  return trials.exit == Exit::Holds ? "HOLDS" : result_line(trials.run);
}

std::string environment_text(const Trials& trials) {
  return trials.exit == Exit::Violated ? names_of(trials.run.environment) : kAnyActor;
}

std::vector<std::string> describe(const Trials& trials) {
  std::vector<std::string> lines;
  std::size_t held = 0, own = 0;
  std::uint64_t largest = 0;
  const auto tell_held = [&] {
    const std::string only = own > 0 ? fmt::format(" (in {} of them, of the scenario's own properties only)", own) : "";
    if (held > 0)
      lines.push_back(fmt::format("{} sets of two or three: no violation{}, up to {} states", held, only, largest));
    held = 0;
  };
  for (const WidenedTrial& trial : trials.trials) {
    if (trial.actors.size() > 1 && trial.is_whole && !trial.breaks) {
      held++;
      own += trial.is_violated ? 1 : 0;
      largest = std::max(largest, trial.states);
      continue;
    }
    if (trial.breaks) tell_held();
    lines.push_back(described(trial));
  }
  tell_held();
  for (std::string& line : describe_rest(trials)) lines.push_back(std::move(line));
  return lines;
}

std::vector<std::string> describe_rest(const Trials& trials) {
  std::vector<std::string> lines;
  if (trials.not_tried_alone > 0)
    lines.push_back(fmt::format("not {} more: the time was over", trials.not_tried_alone));
  if (trials.seconds_not_tried > 0)
    lines.push_back(
        fmt::format("not {} more of an actor's kind or order: the time was over", trials.seconds_not_tried));
  const auto untried = [&](const char* what, std::size_t all, std::size_t tried) {
    if (all > 0) lines.push_back(fmt::format("{} of {} {}", tried, all, what));
  };
  untried("pairs", trials.pairs, trials.pairs_tried);
  untried("sets of three, and none of more", trials.triples, trials.triples_tried);
  for (const LeftOut& left : trials.left_out) lines.push_back(fmt::format("not {}: {}", left.name, left.why));
  const std::vector<std::string> unmet = describe(trials.never_met);
  for (std::size_t i = 1; i < unmet.size(); i++) lines.push_back(unmet[i]);
  return lines;
}

ordered_json trials_json(const Trials& trials) {
  ordered_json json;
  json["trials"] = ordered_json::array();
  for (const WidenedTrial& trial : trials.trials)
    json["trials"].push_back({{"counts", trial.counts},
                              {"environment", environment_json(trial.actors)},
                              {"result", trial.result},
                              {"states", trial.states},
                              {"exhaustive", trial.is_whole}});
  json["left_out"] = ordered_json::array();
  for (const LeftOut& left : trials.left_out) json["left_out"].push_back({{"name", left.name}, {"why", left.why}});
  json["never_met"] = environment_json(trials.never_met);
  json["not_tried_alone"] = trials.not_tried_alone;
  json["seconds_not_tried"] = trials.seconds_not_tried;
  json["pairs"] = {{"all", trials.pairs}, {"tried", trials.pairs_tried}};
  json["triples"] = {{"all", trials.triples}, {"tried", trials.triples_tried}};
  return json;
}

}  // namespace pagerace::cli
