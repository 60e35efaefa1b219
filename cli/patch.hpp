// pagerace patch SERIES: what somebody posted, held to the model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/engine_options.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"

namespace pagerace::cli {

struct PatchOptions {
  std::string series;                  ///< a file or a folder; with `tree` a range of commits
  std::string tree;                    ///< a git repository; empty: none
  std::string kernel;                  ///< what the patch is against; empty: the newest release
  std::string skeleton;                ///< the file to write the design to fill in to; empty: stdout
  std::string design;                  ///< the skeleton, filled in: it is run. Empty: none
  std::vector<std::string> scenarios;  ///< where; files and folders. Empty: all that come with pagerace
  std::optional<double> budget;        ///< seconds for all searches; kPatchBudget if it is not given
  EngineOptions engine;
  std::vector<std::string> environment = {kAnyActor};  ///< who is there besides; empty: nobody
  bool json = false;
  bool reply = false;  ///< print the reply to the posting instead, or nothing
};

inline constexpr double kPatchBudget = 600;

/// 0 if something of it is modelled, 4 if nothing is, 2 if it cannot be read. With a design: exit_of(DesignTrial).
Exit patch_series(const PatchOptions& options);

}  // namespace pagerace::cli
