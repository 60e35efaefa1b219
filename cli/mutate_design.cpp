#include "cli/mutate_design.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <tuple>

namespace pagerace::cli {

using mutation::Operator;

namespace {

/// A mutant, and the settings that reach it; each setting has mutations of its own.
struct Candidate {
  Mutant mutant;
  std::vector<std::pair<const SettingSearch*, const mutation::Mutation*>> reached;
};

class Surveying {
 public:
  Surveying(const std::string& kernel, const SurveyOptions& options) : options_(options) {
    survey_.kernel = kernel.empty() ? "none" : kernel;
    options_.model.kernel = kernel;
  }

  Survey all(const std::vector<Scenario>& scenarios, std::vector<std::string>& skipped) {
    for (const Scenario& scenario : scenarios) search(scenario, skipped);
    std::stable_sort(settings_.begin(), settings_.end(),
                     [](const auto& a, const auto& b) { return a->setting().states < b->setting().states; });
    for (const auto& setting : settings_) note_mutations(*setting);
    run_all();
    for (auto& [at, candidate] : candidates_) survey_.mutants.push_back(std::move(candidate.mutant));
    std::sort(survey_.mutants.begin(), survey_.mutants.end());
    return std::move(survey_);
  }

 private:
  using Key = std::tuple<std::string, unsigned, unsigned, Operator>;

  bool is_interrupted() const { return options_.search.interrupt != nullptr && options_.search.interrupt->load(); }

  void search(const Scenario& scenario, std::vector<std::string>& skipped) {
    if (is_interrupted()) return;
    auto setting = std::make_unique<SettingSearch>(scenario.path, options_.model, options_.search);
    if (!scenario.is_named && setting->is_skipped()) {
      skipped.push_back(scenario.path);
      return;
    }
    survey_.settings.push_back(setting->setting());
    if (setting->setting().use == Setting::Use::Used) settings_.push_back(std::move(setting));
  }

  template <class All, class Item>
  static bool is_chosen(const All& chosen, const Item& item) {
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), item) != chosen.end();
  }

  bool is_chosen_file(std::string_view path) const {
    return options_.files.empty() ||
           std::any_of(options_.files.begin(), options_.files.end(),
                       [&](const std::string& file) { return path == file || path.ends_with("/" + file); });
  }

  void note_mutations(const SettingSearch& setting) {
    for (const mutation::Mutation& mutation : setting.mutations()) {
      if (!is_chosen(options_.functions, mutation.function) || !is_chosen(options_.operators, mutation.op)) continue;
      const source::Position at = setting.sources().position(mutation.place);
      if (!is_chosen_file(at.path)) continue;
      Candidate& candidate = candidates_[{std::string(at.path), at.line, at.column, mutation.op}];
      Mutant& mutant = candidate.mutant;
      mutant.path = at.path;
      mutant.line = at.line;
      mutant.column = at.column;
      mutant.op = mutation.op;
      mutant.function = mutation.function;
      mutant.what = mutation.what;
      if (mutant.difference.empty()) mutant.difference = mutation::difference(mutation, setting.sources());
      if (setting.reaches(mutation)) candidate.reached.emplace_back(&setting, &mutation);
    }
  }

  void run_all() {
    std::vector<Candidate*> waiting;
    for (auto& [at, candidate] : candidates_) waiting.push_back(&candidate);
    std::atomic<std::size_t> next = 0;
    std::size_t done = 0;
    std::mutex telling;
    const auto work = [&] {
      for (std::size_t i = next++; i < waiting.size() && !is_interrupted(); i = next++) {
        examine(*waiting[i]);
        const std::lock_guard lock(telling);
        if (options_.progress) options_.progress(++done, waiting.size());
      }
    };
    std::vector<std::thread> workers;
    try {
      for (std::uint32_t i = 1; i < options_.search.threads; i++) workers.emplace_back(work);
    } catch (const std::system_error&) {
      // The machine has no more threads to give; those that have started do all the work.
    }
    work();
    for (std::thread& worker : workers) worker.join();
  }

  void examine(Candidate& candidate) const {
    Mutant& mutant = candidate.mutant;
    mutant.fate = candidate.reached.empty() ? MutantFate::NotReached : MutantFate::Refused;
    for (const auto& [setting, mutation] : candidate.reached) {
      const Trial trial = attempt(*setting, *mutation);
      if (is_interrupted() && trial.result != Trial::Result::Noticed) {
        mutant.fate = MutantFate::NotRun;
        return;
      }
      mutant.settings.push_back(setting->setting().path);
      note(trial, mutant);
      if (mutant.fate == MutantFate::Noticed) return;
    }
  }

  /// For several settings, the first of these that applies: noticed in one, inconclusive in one, survived in one,
  /// changed nothing.
  static void note(const Trial& trial, Mutant& mutant) {
    switch (trial.result) {
      case Trial::Result::Noticed:
        mutant.fate = MutantFate::Noticed;
        mutant.property = trial.property;
        mutant.depth = trial.depth;
        mutant.reason.clear();
        return;
      case Trial::Result::Inconclusive:
        mutant.fate = MutantFate::Inconclusive;
        if (mutant.reason.empty()) mutant.reason = trial.reason;
        return;
      case Trial::Result::Unnoticed:
        if (mutant.fate != MutantFate::Inconclusive) mutant.fate = MutantFate::Survived;
        return;
      case Trial::Result::ChangesNothing:
        if (mutant.fate == MutantFate::Refused) mutant.fate = MutantFate::ChangesNothing;
        return;
      case Trial::Result::Refused:
        return;
    }
  }

  /// An error in one mutant says nothing about the others.
  Trial attempt(const SettingSearch& setting, const mutation::Mutation& mutation) const {
    checker::SearchOptions search = options_.search;
    search.threads = 1;
    const MutantLimits limits;
    if (!options_.has_max_states) search.max_states = std::max(limits.floor, limits.factor * setting.setting().states);
    const std::string where = setting.setting().path + ": ";
    try {
      return setting.run(mutation, search);
    } catch (const std::bad_alloc&) {
      return {Trial::Result::Inconclusive, "", 0, where + "out of memory"};
    } catch (const std::exception& exception) {
      return {Trial::Result::Inconclusive, "", 0, where + "pagerace itself failed: " + exception.what()};
    }
  }

  SurveyOptions options_;
  Survey survey_;
  std::vector<std::unique_ptr<SettingSearch>> settings_;
  std::map<Key, Candidate> candidates_;
};

}  // namespace

Survey survey(const std::string& kernel, const std::vector<Scenario>& scenarios, const SurveyOptions& options,
              std::vector<std::string>& skipped) {
  return Surveying(kernel, options).all(scenarios, skipped);
}

}  // namespace pagerace::cli
