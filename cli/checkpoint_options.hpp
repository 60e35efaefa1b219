// Options for searches that outlive their process.
#pragma once

#include <optional>
#include <string>

#include "checker/checkpoint/checkpoint.hpp"
#include "checker/step/options.hpp"
#include "cli/model.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct CheckpointOptions {
  std::string folder;           ///< of --checkpoint; empty: none is made
  std::optional<double> every;  ///< seconds
  std::string resume;           ///< folder of --resume, which is then saved to as well; empty: a new search
};

inline constexpr double kSecondsBetweenCheckpoints = 600;

/// As they would be typed to go on from the checkpoint.
std::string spell_resume(const CheckpointOptions& options);

/// What the checkpoint of such a search is known by.
checker::ModelIdentity identity_of(const Model& model, const ModelOptions& options,
                                   const checker::SearchOptions& search);

/// The checkpoint that was asked for, if any was: to load() where it is to be resumed, else to save to. `queries`:
/// how many are asked, see checker/step/formula_queries.hpp. Throws checker::CheckpointError, one line for the user.
std::optional<checker::Checkpoint> open_checkpoint(const CheckpointOptions& options,
                                                   const checker::ModelIdentity& identity,
                                                   const checker::SnapshotShape& shape);

}  // namespace pagerace::cli
