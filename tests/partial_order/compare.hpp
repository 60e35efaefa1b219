// What a search finds, whichever steps it takes: for holding the reduced search to the full one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/reduce/symmetry/symmetry.hpp"
#include "checker/step/savings.hpp"
#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"
#include "tests/setting.hpp"

namespace pagerace::partial_order_tests {

using checker::partial_order::Savings;
using system::Value;
using system::Word;
using State = std::vector<Word>;

/// A program that went through the front end.
struct Loaded {
  source::Sources sources;
  std::optional<system::TransitionSystem> system;
  std::string errors;
};

struct Options {
  std::vector<std::pair<std::string, std::string>> defines;
  std::string kernel;
};

/// From a file.
Loaded load(const std::string& path, const Options& options = {});
/// From its text.
Loaded load_text(const std::string& text);

/// Everything that is promised to be the same with and without the reduction. Where states are made canonical, a thread
/// is known by its template only.
struct Findings {
  std::set<std::pair<std::uint32_t, std::uint32_t>> failures;  ///< thread, and as Transition::failure
  std::set<std::pair<std::uint32_t, std::uint32_t>> reports;
  std::set<std::uint32_t> answered;  ///< queries
  std::set<State> dead_ends;         ///< states without a step
  bool has_end = false;              ///< all threads done, daemons apart
  checker::Coverage coverage;
  std::set<std::pair<std::uint32_t, State>> local;  ///< of each thread what is its own in some state; or its location
};

struct Explored {
  Findings findings;
  std::set<State> states;
  std::uint64_t transitions = 0;
  Savings savings;
};

/// Nothing where there are more states than `limit`. With symmetry, if one is given.
std::optional<Explored> explore_all(const system::TransitionSystem& system, std::size_t limit,
                                    const checker::symmetry::Symmetry* symmetry = nullptr);
/// With partial-order reduction; as explore_all where the analysis finds nothing to leave out.
std::optional<Explored> explore_reduced(const system::TransitionSystem& system, std::size_t limit,
                                        const checker::symmetry::Symmetry* symmetry = nullptr);

/// How much is to be compared, in random programs: PAGERACE_SEEDS, or 300.
inline std::uint64_t wanted_seeds() { return setting("PAGERACE_SEEDS", 300); }

/// What differs, one thing a line; empty where nothing does, and each state of the reduced search is one of the full.
std::string difference(const Explored& full, const Explored& reduced);

}  // namespace pagerace::partial_order_tests
