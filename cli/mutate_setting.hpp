// One scenario under one design. It is searched unchanged first, and then with one mutation at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/step/options.hpp"
#include "checker/step/result.hpp"
#include "cli/mutate_survey.hpp"
#include "cli/options.hpp"
#include "model/semantics/program.hpp"
#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::cli {

/// The result of a mutant in one setting.
struct Trial {
  enum class Result { Noticed, Unnoticed, Inconclusive, ChangesNothing, Refused };
  Result result = Result::Unnoticed;
  std::string property;     ///< for Noticed: the property that noticed it
  std::uint32_t depth = 0;  ///< for Noticed: depth of the violation
  std::string reason;       ///< for Inconclusive: why
};

/// Bounds of a mutant's search: a mutant that makes the space ten times as large is inconclusive, not a survivor.
struct MutantLimits {
  std::uint64_t factor = 10;
  std::uint64_t floor = 20'000;
};

/// Many threads may use a const object at once.
class SettingSearch {
 public:
  /// Loads the scenario and searches it.
  SettingSearch(const std::string& path, const ModelOptions& model, const checker::SearchOptions& search);
  ~SettingSearch();
  SettingSearch(const SettingSearch&) = delete;
  SettingSearch& operator=(const SettingSearch&) = delete;

  const Setting& setting() const { return setting_; }
  bool is_skipped() const { return is_skipped_; }  ///< not a scenario: it has no thread, or no kernel to choose

  /// The mutations of functions that its threads call.
  const std::vector<mutation::Mutation>& mutations() const { return mutations_; }
  const source::Sources& sources() const { return sources_; }
  /// Whether some execution reaches the place of the mutation.
  bool reaches(const mutation::Mutation& mutation) const;

  /// Runs one of mutations(). `search` bounds it as well. Throws std::bad_alloc, and std::logic_error if pagerace is at
  /// fault.
  Trial run(const mutation::Mutation& mutation, checker::SearchOptions search) const;

 private:
  struct Held {
    std::string name;
    bool is_built_in = false;
    bool counts_if_vacuous = false;  ///< the scenario states it, and it was not vacuous
  };

  void note_held(const checker::SearchResult& result);
  void note_coverage(const system::TransitionSystem& system, const checker::Coverage& coverage);
  std::optional<system::TransitionSystem> lower(std::shared_ptr<const semantics::Program> program) const;
  Trial judge(const checker::SearchResult& result) const;

  ModelOptions options_;
  Setting setting_;
  bool is_skipped_ = false;
  bool is_clean_ = true;  ///< the unchanged design violates no built-in check
  std::vector<Held> held_;
  source::Sources sources_;
  std::vector<mutation::Mutation> mutations_;
  std::vector<std::pair<source::FileId, std::uint32_t>> covered_;  ///< where covered statements begin, ascending
  std::optional<system::TransitionSystem> system_;                 ///< checks only the properties in held_
};

}  // namespace pagerace::cli
