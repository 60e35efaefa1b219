// What a trial found, for readers and for scripts.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/patch_trial.hpp"

namespace pagerace::cli {

/// What is new, what never ran, and what was tried; lines.
std::vector<std::string> describe(const DesignTrial& trial);

nlohmann::ordered_json trial_json(const DesignTrial& trial);

/// "2 scenarios, each whole" or "5 scenarios, 3 of them whole".
std::string tried_text(const DesignTrial& trial);
/// "with actors: 12 of 12 times one, 8 of 66 times two, every execution of each"; empty if nobody was asked for.
std::string tried_with_text(const TrialsWithActors& trials);

}  // namespace pagerace::cli
