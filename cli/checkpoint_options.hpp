// Options for searches that continue after their process has ended.
#pragma once

#include <optional>
#include <string>

#include "checker/checkpoint/checkpoint.hpp"
#include "checker/step/options.hpp"
#include "cli/model.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct CheckpointOptions {
  std::string folder;           ///< from --checkpoint; empty: none is made
  std::optional<double> every;  ///< seconds
  std::string resume;           ///< the folder from --resume, which the search is also saved to; empty: a new search
};

inline constexpr double kSecondsBetweenCheckpoints = 600;

/// The options that resume from the checkpoint, as the user would type them.
std::string spell_resume(const CheckpointOptions& options);

/// What identifies the checkpoint of such a search.
checker::ModelIdentity identity_of(const Model& model, const ModelOptions& options,
                                   const checker::SearchOptions& search);

/// The checkpoint that the user asked for, if any: to load() if it is to be resumed, else to save to. `queries`: how
/// many there are, see checker/step/formula_queries.hpp. Throws checker::CheckpointError, one line for the user.
std::optional<checker::Checkpoint> open_checkpoint(const CheckpointOptions& options,
                                                   const checker::ModelIdentity& identity,
                                                   const checker::SnapshotShape& shape);

}  // namespace pagerace::cli
