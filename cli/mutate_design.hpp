// Runs all mutants of one kernel design, on several threads.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "cli/mutate_setting.hpp"
#include "cli/mutate_survey.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

struct SurveyOptions {
  ModelOptions model;                         ///< its kernel is the design
  checker::SearchOptions search;              ///< of each search; `threads` is the number of mutants that run at a time
  bool has_max_states = false;                ///< `search` limits the states; if not, the limit depends on the setting
  std::vector<std::string> functions;         ///< empty: all
  std::vector<std::string> files;             ///< their paths, or ends of their paths; empty: all
  std::vector<mutation::Operator> operators;  ///< empty: all
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// The result does not depend on the number of threads, unless a time limit is met. Adds to `skipped` the files that
/// lie in a folder beside scenarios but are not scenarios themselves.
Survey survey(const std::string& kernel, const std::vector<Scenario>& scenarios, const SurveyOptions& options,
              std::vector<std::string>& skipped);

}  // namespace pagerace::cli
