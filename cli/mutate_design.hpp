// All mutants of one kernel design, on several threads.
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
  checker::SearchOptions search;              ///< of each search; `threads` is how many mutants are run at a time
  bool has_max_states = false;                ///< `search` limits the states; without, that depends on the setting
  std::vector<std::string> functions;         ///< empty: all
  std::vector<std::string> files;             ///< their paths, or the ends of these; empty: all
  std::vector<mutation::Operator> operators;  ///< empty: all
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// What comes out does not depend on the number of threads, unless a limit on time is met. `skipped` gets those that
/// lie in a folder beside scenarios and are none.
Survey survey(const std::string& kernel, const std::vector<Scenario>& scenarios, const SurveyOptions& options,
              std::vector<std::string>& skipped);

}  // namespace pagerace::cli
