// A scenario with one thing more than it has, then with two and three, as long as the time lasts: an actor beside it
// (pagerace check --environment any), or also a page, a thread or an order (pagerace widen).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "cli/model.hpp"
#include "cli/run.hpp"

namespace pagerace::cli {

/// One thing more than the scenario has.
struct Widening {
  std::string name;  ///< an actor, or "NR_PAGES = 3"
  std::vector<std::string> actors = {};
  std::vector<std::pair<std::string, std::string>> defines = {};
  std::vector<std::string> counts = {};  ///< "NR_PAGES = 3", where the threads of an actor do not say it
  bool is_second = false;                ///< an actor, and more of it: its turn comes after sets of different things
};

/// A search with some of them.
struct WidenedTrial {
  std::vector<std::string> counts;  ///< of which there is one more: "NR_PAGES = 3"
  std::vector<Actor> actors;
  std::string result;  ///< as in "Result:"
  std::uint64_t states = 0;
  bool is_whole = false;  ///< the whole space was searched
  bool is_violated = false;
  bool breaks = false;  ///< something other than the scenario's own properties is violated
};

/// A widening that was in no trial.
struct LeftOut {
  std::string name, why;
};

struct Trials {
  std::vector<WidenedTrial> trials;  ///< in the order in which they took place; the first is the scenario alone
  std::vector<LeftOut> left_out;
  std::size_t not_tried_alone = 0;         ///< so many widenings, since time was over
  std::size_t seconds_not_tried = 0;       ///< so many second actors of a kind, likewise
  std::size_t pairs = 0, pairs_tried = 0;  ///< of what was tried alone
  std::size_t triples = 0, triples_tried = 0;
  std::vector<Actor> never_met;  ///< with the lines that ran in no trial
  /// The trial that decides: the first in which something is violated, if possible not the scenario's own property;
  /// else the scenario alone.
  std::unique_ptr<Model> model;
  Run run;
  Exit exit = Exit::Internal;  ///< of all together: also inconclusive if some widening alone was not searched whole
};

/// "HOLDS", or that of the trial that decides.
std::string result_line(const Trials& trials);
/// "any", or the actors of that trial.
std::string environment_text(const Trials& trials);

/// Searches a model for at most so many seconds.
using Search = std::function<Run(const Model&, const ModelOptions&, double seconds)>;

struct TrialSearch {
  Search search;
  std::function<double()> time_left;                        ///< seconds; none if the user interrupts
  std::function<void(const WidenedTrial&)> told = nullptr;  ///< of each trial, when it is over; may be empty
};

/// What there may be more of, and what is left out from the start.
struct Choice {
  std::vector<Widening> widenings;
  std::vector<LeftOut> left_out;
};

/// The actors of the library that `any` stands for.
Choice all_actors();
/// These too, each a second time, and one more of whatever a constant of the scenario counts.
Choice all_widenings(const Model& scenario, const ModelOptions& options);

/// `alone` is the scenario as it is, and searchable. Throws what the search throws.
Trials try_each(std::unique_ptr<Model> alone, const ModelOptions& options, Choice choice, const TrialSearch& trying);

/// "none", or "NR_PAGES = 3, walker[1]": with the numbers of the actors' threads.
std::string names_of(const WidenedTrial& trial);

/// A line for each thing that a reader of the verdict must know.
std::vector<std::string> describe(const Trials& trials);
/// The last of them: what was not tried, and why, and what never ran.
std::vector<std::string> describe_rest(const Trials& trials);
nlohmann::ordered_json trials_json(const Trials& trials);

}  // namespace pagerace::cli
