// pagerace check --environment any: a scenario with one actor beside it, then with two and three, as long as the time
// lasts.
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

/// A search with some actors.
struct ActorTrial {
  std::vector<Actor> actors;
  std::string result;  ///< as in "Result:"
  std::uint64_t states = 0;
  bool is_whole = false;  ///< the whole space was searched
  bool breaks = false;    ///< something other than the scenario's own properties is violated
};

/// An actor that was in no trial.
struct LeftOut {
  std::string name, why;
};

struct Trials {
  std::vector<ActorTrial> trials;  ///< in the order in which they took place; the first is the scenario alone
  std::vector<LeftOut> left_out;
  std::size_t not_tried_alone = 0;  ///< so many actors, since time was over
  std::size_t pairs = 0, pairs_tried = 0;
  std::size_t triples = 0, triples_tried = 0;
  std::vector<Actor> never_met;  ///< with the lines that ran in no trial
  /// The trial that decides: the first in which something is violated, if possible not the scenario's own property;
  /// else the scenario alone.
  std::unique_ptr<Model> model;
  Run run;
  Exit exit = Exit::Internal;  ///< of all together: also inconclusive if some actor alone was not searched whole
};

/// "HOLDS", or that of the trial that decides.
std::string result_line(const Trials& trials);
/// "any", or the actors of that trial.
std::string environment_text(const Trials& trials);

/// Searches a model for at most so many seconds.
using Search = std::function<Run(const Model&, const ModelOptions&, double seconds)>;
/// Seconds that are left; none if the user interrupts.
using TimeLeft = std::function<double()>;

/// `alone` is the scenario without any actor, and searchable. Throws what `search` throws.
Trials try_actors(std::unique_ptr<Model> alone, const ModelOptions& options, const Search& search,
                  const TimeLeft& time_left);

/// A line for each thing that a reader of the verdict must know.
std::vector<std::string> describe(const Trials& trials);
nlohmann::ordered_json trials_json(const Trials& trials);

}  // namespace pagerace::cli
