#include "cli/trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/library.hpp"
#include "model/source/read_file.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

namespace {

/// The words in the comment of an actor's file after which it says why it is left to who asks for it.
constexpr const char* kNotAny = "Not part of `any`: ";
/// No trial gets more than this share of what is left, so that one that is too large does not keep out the others.
constexpr double kShare = 0.25;
constexpr double kLeastSeconds = 0.5;

using Names = std::vector<std::string>;

/// Why an actor is only there if it is asked for by name; or empty.
std::string why_not_any(const std::string& name, const std::string& library) {
  const std::string text = source::read_file(actor_path(name, library)).text.value_or("");
  const std::size_t at = text.find(kNotAny);
  if (at == std::string::npos) return "";
  std::string why = text.substr(at + std::string(kNotAny).size());
  why = why.substr(0, why.find(". "));
  return why.substr(0, why.find(".\n"));
}

bool is_violated(const Reported& reported) { return reported.verdict.outcome == checker::Outcome::Violated; }

/// Something other than a property that the scenario has written for itself.
bool breaks_the_kernel(const Run& run) {
  return std::ranges::any_of(run.reported, [](const Reported& reported) {
    return is_violated(reported) && (reported.verdict.subject.property < 0 || !reported.verdict.from_scenario);
  });
}

class Trying {
 public:
  Trying(ModelOptions options, const Search& search, const TimeLeft& time_left)
      : options_(std::move(options)), search_(search), time_left_(time_left) {}

  Trials all(std::unique_ptr<Model> alone) {
    const bool goes_on = judge(std::move(alone), {});
    if (goes_on) try_all();
    std::erase_if(met_, [](const auto& each) { return each.second.not_run.empty(); });
    if (goes_on && trials_.not_tried_alone > 0) trials_.exit = worst(trials_.exit, Exit::Inconclusive);
    for (auto& [name, actor] : met_) trials_.never_met.push_back(std::move(actor));
    return std::move(trials_);
  }

 private:
  void try_all() {
    if (!try_alone()) return;
    std::ranges::stable_sort(alone_, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (!try_sets(sets_of(2), trials_.pairs, trials_.pairs_tried)) return;
    try_sets(sets_of(3), trials_.triples, trials_.triples_tried);
  }

  /// The smaller programs first. False if that is the end.
  bool try_alone() {
    std::vector<std::pair<std::size_t, std::string>> order;
    const std::string library = library_folder();
    for (const std::string& name : actor_names(library)) {
      if (const std::string why = why_not_any(name, library); !why.empty()) {
        trials_.left_out.push_back({name, why});
        continue;
      }
      const auto model = load({name});
      if (is_searchable(*model))
        order.emplace_back(model->system->accesses.size(), name);
      else
        trials_.left_out.push_back({name, refusal(*model)});
    }
    std::ranges::sort(order);
    trials_.not_tried_alone = order.size();
    for (const auto& [size, name] : order) {
      if (time_left_() <= 0) break;
      trials_.not_tried_alone--;
      if (!judge(load({name}), {name})) return false;
      alone_.emplace_back(name, std::log(static_cast<double>(trials_.trials.back().states)));
    }
    return time_left_() > 0;
  }

  /// With the sum of the logarithms of their states alone, which tells how large they are together. Smallest first.
  std::vector<Names> sets_of(std::size_t size) const {
    std::vector<std::pair<double, Names>> sets = {{0, {}}};
    std::vector<std::pair<double, Names>> done;
    for (const auto& [name, weight] : alone_) {
      const std::size_t count = sets.size();
      for (std::size_t i = 0; i < count; i++) {
        auto [sum, names] = sets[i];
        names.push_back(name);
        (names.size() == size ? done : sets).emplace_back(sum + weight, names);
      }
    }
    std::ranges::stable_sort(done, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Names> ordered;
    for (auto& [sum, names] : done) ordered.push_back(std::move(names));
    return ordered;
  }

  bool try_sets(const std::vector<Names>& sets, std::size_t& count, std::size_t& tried) {
    count = sets.size();
    for (const Names& names : sets) {
      if (time_left_() <= 0) return false;
      auto model = load(names);
      if (!is_searchable(*model)) {  // two files that do not go together
        count--;
        continue;
      }
      tried++;
      if (!judge(std::move(model), names)) return false;
    }
    return true;
  }

  std::unique_ptr<Model> load(const Names& names) {
    options_.environment = names;
    return load_model(path_, options_, Stage::System);
  }

  /// Searches it and keeps what is to be told. False if the trials are over: something is broken, or failed.
  bool judge(std::unique_ptr<Model> model, const Names& names) {
    options_.environment = names;
    path_ = model->path;
    Run run = search_(*model, options_, std::max(time_left_() * kShare, kLeastSeconds));
    trials_.trials.push_back({run.environment, result_line(run), run.search.states,
                              run.search.stop == checker::Stop::Complete, breaks_the_kernel(run)});
    for (const Actor& actor : run.environment) note(actor);
    const bool is_first = trials_.trials.size() == 1;
    const bool is_over =
        run.exit == Exit::Internal || breaks_the_kernel(run) || (is_first && run.exit == Exit::Violated);
    const bool is_worse = run.exit == Exit::Violated && trials_.run.exit != Exit::Violated;
    const Exit counted = run.exit == Exit::Vacuous && !is_first ? Exit::Holds : run.exit;
    const bool is_open = counted == Exit::Inconclusive && names.size() > 1;  // said, and no more was promised
    trials_.exit = is_first ? counted : worst(trials_.exit, is_open ? Exit::Holds : counted);
    if (is_first || is_over || is_worse) {
      trials_.run = std::move(run);
      trials_.model = std::move(model);
    }
    return !is_over;
  }

  /// A line counts as run if it ran in any trial.
  void note(const Actor& actor) {
    const auto [known, is_new] = met_.try_emplace(actor.name, actor);
    if (is_new) return;
    std::erase_if(known->second.not_run,
                  [&](unsigned line) { return std::ranges::find(actor.not_run, line) == actor.not_run.end(); });
    known->second.ran = std::max(known->second.ran, actor.ran);
  }

  ModelOptions options_;
  const Search& search_;
  const TimeLeft& time_left_;
  std::string path_;
  Trials trials_;
  std::vector<std::pair<std::string, double>> alone_;  // with the logarithm of the number of states
  std::map<std::string, Actor> met_;
};

std::string described(const ActorTrial& trial) {
  return fmt::format("{}: {}, {} states", names_of(trial.actors), trial.result, trial.states);
}

}  // namespace

Trials try_actors(std::unique_ptr<Model> alone, const ModelOptions& options, const Search& search,
                  const TimeLeft& time_left) {
  return Trying(options, search, time_left).all(std::move(alone));
}

std::string result_line(const Trials& trials) {
  if (trials.exit == Exit::Inconclusive) return "INCONCLUSIVE (not every actor was tried to the end)";
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
  for (const ActorTrial& trial : trials.trials) {
    if (trial.actors.size() > 1 && trial.is_whole && !trial.breaks) {
      held++;
      own += trial.result.starts_with("VIOLATED") ? 1 : 0;
      largest = std::max(largest, trial.states);
      continue;
    }
    if (trial.breaks) tell_held();
    lines.push_back(described(trial));
  }
  tell_held();
  if (trials.not_tried_alone > 0)
    lines.push_back(fmt::format("not {} more actors: the time was over", trials.not_tried_alone));
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
  for (const ActorTrial& trial : trials.trials)
    json["trials"].push_back({{"environment", environment_json(trial.actors)},
                              {"result", trial.result},
                              {"states", trial.states},
                              {"exhaustive", trial.is_whole}});
  json["left_out"] = ordered_json::array();
  for (const LeftOut& left : trials.left_out) json["left_out"].push_back({{"name", left.name}, {"why", left.why}});
  json["never_met"] = environment_json(trials.never_met);
  json["not_tried_alone"] = trials.not_tried_alone;
  json["pairs"] = {{"all", trials.pairs}, {"tried", trials.pairs_tried}};
  json["triples"] = {{"all", trials.triples}, {"tried", trials.triples_tried}};
  return json;
}

}  // namespace pagerace::cli
