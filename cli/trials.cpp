#include "cli/trials.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace pagerace::cli {

namespace {

/// No trial gets more than this share of what is left, so that one that is too large does not keep out the others.
constexpr double kShare = 0.25;
constexpr double kLeastSeconds = 0.5;

using Set = std::vector<const Widening*>;

bool is_violated(const Reported& reported) { return reported.verdict.outcome == checker::Outcome::Violated; }

/// Something other than a property that the scenario has written for itself.
bool breaks_the_kernel(const Run& run) {
  return std::ranges::any_of(run.reported, [](const Reported& reported) {
    return is_violated(reported) && (reported.verdict.subject.property < 0 || !reported.verdict.from_scenario);
  });
}

bool have_in_common(const Widening& a, const Widening& b) {
  const auto defines = [&](const auto& define) {
    return std::ranges::any_of(b.defines, [&](const auto& other) { return other.first == define.first; });
  };
  const auto is_in = [&](const std::string& actor) { return std::ranges::find(b.actors, actor) != b.actors.end(); };
  return std::ranges::any_of(a.defines, defines) || std::ranges::any_of(a.actors, is_in);
}

bool goes_with(const Set& set, const Widening& more) {
  return std::ranges::none_of(set, [&](const Widening* one) { return have_in_common(*one, more); });
}

class Climb {
 public:
  Climb(const ModelOptions& options, Choice choice, const TrialSearch& trying)
      : options_(options), choice_(std::move(choice)), trying_(trying) {}

  Trials all(std::unique_ptr<Model> alone) {
    trials_.left_out = choice_.left_out;
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
    std::vector<std::pair<std::size_t, const Widening*>> order;
    for (const Widening& widening : choice_.widenings) {
      const auto model = load({&widening});
      if (is_searchable(*model))
        order.emplace_back(model->system->accesses.size(), &widening);
      else
        trials_.left_out.push_back({widening.name, refusal(*model)});
    }
    std::ranges::stable_sort(order, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second->name < b.second->name;
    });
    trials_.not_tried_alone = order.size();
    for (const auto& [size, widening] : order) {
      if (trying_.time_left() <= 0) break;
      trials_.not_tried_alone--;
      if (!judge(load({widening}), {widening})) return false;
      alone_.emplace_back(widening, std::log(static_cast<double>(trials_.trials.back().states)));
    }
    return trying_.time_left() > 0;
  }

  /// With the sum of the logarithms of their states alone, which tells how large they are together. Smallest first.
  std::vector<Set> sets_of(std::size_t size) const {
    std::vector<std::pair<double, Set>> sets = {{0, {}}};
    std::vector<std::pair<double, Set>> done;
    for (const auto& [widening, weight] : alone_) {
      const std::size_t count = sets.size();
      for (std::size_t i = 0; i < count; i++) {
        auto [sum, set] = sets[i];
        if (!goes_with(set, *widening)) continue;
        set.push_back(widening);
        (set.size() == size ? done : sets).emplace_back(sum + weight, set);
      }
    }
    std::ranges::stable_sort(done, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Set> ordered;
    for (auto& [sum, set] : done) ordered.push_back(std::move(set));
    return ordered;
  }

  bool try_sets(const std::vector<Set>& sets, std::size_t& count, std::size_t& tried) {
    count = sets.size();
    for (const Set& set : sets) {
      if (trying_.time_left() <= 0) return false;
      auto model = load(set);
      if (!is_searchable(*model)) {  // two files that do not go together
        count--;
        continue;
      }
      tried++;
      if (!judge(std::move(model), set)) return false;
    }
    return true;
  }

  ModelOptions with(const Set& set) const {
    ModelOptions options = options_;
    for (const Widening* widening : set) {
      options.environment.insert(options.environment.end(), widening->actors.begin(), widening->actors.end());
      options.defines.insert(options.defines.end(), widening->defines.begin(), widening->defines.end());
    }
    return options;
  }

  std::unique_ptr<Model> load(const Set& set) const { return load_model(path_, with(set), Stage::System); }

  /// Searches it and keeps what is to be told. False if the trials are over: something is broken, or failed.
  bool judge(std::unique_ptr<Model> model, const Set& set) {
    path_ = model->path;
    Run run = trying_.search(*model, with(set), std::max(trying_.time_left() * kShare, kLeastSeconds));
    WidenedTrial trial;
    for (const Widening* widening : set)
      trial.counts.insert(trial.counts.end(), widening->counts.begin(), widening->counts.end());
    trial.actors = run.environment;
    trial.result = result_line(run);
    trial.states = run.search.states;
    trial.is_whole = run.search.stop == checker::Stop::Complete;
    trial.is_violated = run.exit == Exit::Violated;
    trial.breaks = breaks_the_kernel(run);
    if (trying_.told) trying_.told(trial);
    trials_.trials.push_back(std::move(trial));
    for (const Actor& actor : run.environment) note(actor);
    const bool is_first = trials_.trials.size() == 1;
    const bool is_over =
        run.exit == Exit::Internal || breaks_the_kernel(run) || (is_first && run.exit == Exit::Violated);
    const bool is_worse = run.exit == Exit::Violated && trials_.run.exit != Exit::Violated;
    const Exit counted = run.exit == Exit::Vacuous && !is_first ? Exit::Holds : run.exit;
    const bool is_open = counted == Exit::Inconclusive && set.size() > 1;  // said, and no more was promised
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

  const ModelOptions& options_;
  const Choice choice_;
  const TrialSearch& trying_;
  std::string path_;
  Trials trials_;
  std::vector<std::pair<const Widening*, double>> alone_;  // with the logarithm of the number of states
  std::map<std::string, Actor> met_;
};

}  // namespace

Trials try_each(std::unique_ptr<Model> alone, const ModelOptions& options, Choice choice, const TrialSearch& trying) {
  return Climb(options, std::move(choice), trying).all(std::move(alone));
}

}  // namespace pagerace::cli
