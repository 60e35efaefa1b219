// One scenario under one design: searched as it is, and then with one mutation at a time.
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

/// What a mutant comes to in one setting.
struct Trial {
  enum class Result { Noticed, Unnoticed, Inconclusive, ChangesNothing, Refused };
  Result result = Result::Unnoticed;
  std::string property;     ///< Noticed: by which
  std::uint32_t depth = 0;  ///< Noticed: of the violation
  std::string reason;       ///< Inconclusive: why
};

/// What bounds the search of a mutant: one that makes the space ten times as large is inconclusive, not a survivor.
struct MutantLimits {
  std::uint64_t factor = 10;
  std::uint64_t floor = 20'000;
};

/// Const use from many threads is safe.
class SettingSearch {
 public:
  /// Loads the scenario and searches it.
  SettingSearch(const std::string& path, const ModelOptions& model, const checker::SearchOptions& search);
  ~SettingSearch();
  SettingSearch(const SettingSearch&) = delete;
  SettingSearch& operator=(const SettingSearch&) = delete;

  const Setting& setting() const { return setting_; }
  bool is_skipped() const { return is_skipped_; }  ///< no scenario: it has no thread, or no kernel to choose

  /// Those of the functions that its threads call.
  const std::vector<mutation::Mutation>& mutations() const { return mutations_; }
  const source::Sources& sources() const { return sources_; }
  /// Whether some execution gets to where it matters.
  bool reaches(const mutation::Mutation& mutation) const;

  /// One of mutations(). `search` bounds it, too. Throws std::bad_alloc, and std::logic_error where pagerace is at
  /// fault.
  Trial run(const mutation::Mutation& mutation, checker::SearchOptions search) const;

 private:
  struct Held {
    std::string name;
    bool is_built_in = false;
    bool counts_if_vacuous = false;  ///< it was not vacuous, and the scenario states it
  };

  void note_held(const checker::SearchResult& result);
  void note_coverage(const system::TransitionSystem& system, const checker::Coverage& coverage);
  std::optional<system::TransitionSystem> lower(std::shared_ptr<const semantics::Program> program) const;
  Trial judge(const checker::SearchResult& result) const;

  ModelOptions options_;
  Setting setting_;
  bool is_skipped_ = false;
  bool is_clean_ = true;  ///< no built-in check is violated as it is
  std::vector<Held> held_;
  source::Sources sources_;
  std::vector<mutation::Mutation> mutations_;
  std::vector<std::pair<source::FileId, std::uint32_t>> covered_;  ///< beginnings of statements, ascending
  std::optional<system::TransitionSystem> system_;                 ///< with what is held only
};

}  // namespace pagerace::cli
