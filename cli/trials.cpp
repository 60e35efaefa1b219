#include "cli/trials.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace pagerace::cli {

namespace {

/// No trial gets more than this share of what is left, so that one that is too large does not keep out the others.
constexpr double kShare = 0.25;
constexpr double kLeastSeconds = 0.5;

using Set = std::vector<const Widening*>;

/// With the sum of the logarithms of their states alone, which tells how large they are together.
struct Weighed {
  Set set;
  double weight = 0;
  std::size_t not_run = 0;  ///< lines of its actors that did not run
};

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
    trials_.seconds_not_tried =
        static_cast<std::size_t>(std::ranges::count_if(choice_.widenings, &Widening::is_second));
    const bool goes_on = judge(std::move(alone), {});
    if (goes_on) try_all();
    std::erase_if(met_, [](const auto& each) { return each.second.not_run.empty(); });
    if (goes_on && trials_.not_tried_alone > 0) trials_.exit = worst(trials_.exit, Exit::Inconclusive);
    for (auto& [name, actor] : met_) trials_.never_met.push_back(std::move(actor));
    return std::move(trials_);
  }

 private:
  /// Sets of different things come before a second one of the same.
  void try_all() {
    if (!try_alone(false) || !wake()) return count_sets();
    std::vector<Weighed> sets = sets_of(2);
    for (Weighed& set : woken_with_one_more()) sets.push_back(std::move(set));
    const bool goes_on = try_sets(std::move(sets)) && try_alone(true) && try_sets(sets_of(2));
    if (goes_on) try_sets(sets_of(3));
    count_sets();
  }

  /// The smaller programs first. False if that is the end.
  bool try_alone(bool is_second) {
    struct Loaded {
      const Widening* widening;
      std::unique_ptr<Model> model;
      std::size_t size() const { return model->system->accesses.size(); }
    };
    std::vector<Loaded> order;
    for (const Widening& widening : choice_.widenings) {
      if (widening.is_second != is_second) continue;
      auto model = load({&widening});
      if (is_searchable(*model))
        order.push_back({&widening, std::move(model)});
      else
        trials_.left_out.push_back({widening.name, refusal(*model)});
    }
    std::ranges::stable_sort(order, [](const Loaded& a, const Loaded& b) {
      return a.size() != b.size() ? a.size() < b.size() : a.widening->name < b.widening->name;
    });
    std::size_t& not_tried = is_second ? trials_.seconds_not_tried : trials_.not_tried_alone;
    not_tried = order.size();
    for (Loaded& each : order) {
      if (trying_.time_left() <= 0) break;
      not_tried--;
      if (!judge(std::move(each.model), {each.widening})) return false;
      alone_.push_back({{each.widening}, weight_of_last(), not_run_in_last()});
    }
    return trying_.time_left() > 0;
  }

  /// An actor that does not come to what it is for may do so where there is one more page: with each that does, it goes
  /// on as if the two were one thing.
  bool wake() {
    std::vector<Weighed> sets;
    for (const Weighed& actor : alone_)
      for (const Weighed& more : alone_)
        if (actor.not_run > 0 && more.set.front()->actors.empty()) sets.push_back(both(actor, more));
    std::ranges::stable_sort(sets, {}, &Weighed::weight);
    for (const Weighed& set : sets) {
      const std::size_t before = trials_.trials.size();
      if (!try_sets({set})) return false;
      if (trials_.trials.size() == before || not_run_in_last() >= set.not_run) continue;
      woken_.push_back({set.set, weight_of_last(), not_run_in_last()});
    }
    return true;
  }

  std::vector<Weighed> woken_with_one_more() const {
    std::vector<Weighed> sets;
    for (const Weighed& woken : woken_)
      for (const Weighed& one : alone_)
        if (goes_with(woken.set, *one.set.front())) sets.push_back(both(woken, one));
    return sets;
  }

  static Weighed both(const Weighed& a, const Weighed& b) {
    Weighed sum = {a.set, a.weight + b.weight, a.not_run + b.not_run};
    sum.set.insert(sum.set.end(), b.set.begin(), b.set.end());
    return sum;
  }

  /// Of all that was tried alone.
  std::vector<Weighed> sets_of(std::size_t size) const {
    std::vector<Weighed> sets = {{{}, 0, 0}}, done;
    for (const Weighed& one : alone_) {
      const std::size_t count = sets.size();
      for (std::size_t i = 0; i < count; i++) {
        if (!goes_with(sets[i].set, *one.set.front())) continue;
        Weighed more = both(sets[i], one);
        (more.set.size() == size ? done : sets).push_back(std::move(more));
      }
    }
    return done;
  }

  /// Smallest first. A set that was tried already is passed over. False if that is the end.
  bool try_sets(std::vector<Weighed> sets) {
    std::ranges::stable_sort(sets, {}, &Weighed::weight);
    for (const Weighed& each : sets) {
      Set in_order = each.set;
      std::ranges::sort(in_order);
      if (tried_.contains(in_order)) continue;
      if (trying_.time_left() <= 0) return false;
      tried_.insert(std::move(in_order));
      auto model = load(each.set);
      const bool is_pair = each.set.size() == 2;
      if (!is_searchable(*model)) {  // two files that do not go together
        (is_pair ? unfit_pairs_ : unfit_triples_)++;
        continue;
      }
      (is_pair ? trials_.pairs_tried : trials_.triples_tried)++;
      if (!judge(std::move(model), each.set)) return false;
    }
    return trying_.time_left() > 0;
  }

  /// How many there are of what was tried alone.
  void count_sets() {
    trials_.pairs = sets_of(2).size() - unfit_pairs_;
    trials_.triples = sets_of(3).size() - unfit_triples_;
  }

  double weight_of_last() const { return std::log(static_cast<double>(trials_.trials.back().states)); }
  std::size_t not_run_in_last() const {
    std::size_t lines = 0;
    for (const Actor& actor : trials_.trials.back().actors) lines += actor.not_run.size();
    return lines;
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
  std::vector<Weighed> alone_;
  std::vector<Weighed> woken_;  // pairs of which one has the other do more
  std::set<Set> tried_;
  std::size_t unfit_pairs_ = 0, unfit_triples_ = 0;
  std::map<std::string, Actor> met_;
};

}  // namespace

Trials try_each(std::unique_ptr<Model> alone, const ModelOptions& options, Choice choice, const TrialSearch& trying) {
  return Climb(options, std::move(choice), trying).all(std::move(alone));
}

}  // namespace pagerace::cli
