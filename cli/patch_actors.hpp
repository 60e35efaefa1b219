// A design of a posted patch and its baseline, in scenarios that others than their own threads come by.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/compare_table.hpp"
#include "cli/patch_trial.hpp"

namespace pagerace::cli {

struct PatchComparing {
  /// A scenario with actors under both kernels, each for at most so many seconds.
  std::function<std::vector<Compared>(const std::string& path, const std::vector<std::string>& actors, double seconds)>
      compare;
  /// Seconds for the next of so many that are left; none if that is the end.
  std::function<double(std::size_t left)> share;
};

/// Both sides were searched to the end.
bool is_whole(const Compared& compared);

/// Runs the scenarios of `comparison` with the actors that were asked for; smaller ones first, and with kAnyActor first
/// each actor alone, then pairs of those that were searched whole. To its changes it adds what is violated under the
/// design alone, or under the baseline alone, with the same actors, and is not known from fewer. Nobody can say what a
/// search that was cut short would have found, so that nothing is made of it. Returns what was run.
std::vector<Compared> try_with_actors(const std::vector<std::string>& asked, Comparison& comparison,
                                      const PatchComparing& searching, TrialsWithActors& result);

}  // namespace pagerace::cli
