#include "cli/checkpoint_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/checkpoint/model_identity.hpp"
#include "cli/engine_options.hpp"
#include "cli/version.hpp"
#include "traces/hash.hpp"

namespace pagerace::cli {

namespace {

const char* on_or_off(bool is_on) { return is_on ? "on" : "off"; }

}  // namespace

std::string spell_resume(const CheckpointOptions& options) {
  std::string text = " --resume " + quote(options.resume.empty() ? options.folder : options.resume);
  if (options.every) text += " --checkpoint-every " + spell_duration(*options.every);
  return text;
}

/// With a limit on depth, no steps are left out, whatever the options say: see checker::Reductions.
checker::ModelIdentity identity_of(const Model& model, const ModelOptions& options,
                                   const checker::SearchOptions& search) {
  const bool partial_order = search.partial_order && search.max_depth == checker::SearchOptions().max_depth;
  std::string defines, properties;
  for (const auto& [name, value] : options.defines)
    defines += fmt::format("{}{}={}", defines.empty() ? "" : ", ", name, value);
  for (const std::string& name : options.properties) properties += (properties.empty() ? "" : ", ") + name;
  return {
      {"pagerace", kVersion},
      {"kernel", model.kernel},
      {"--patch", fmt::format("{}", fmt::join(options.patches, ", "))},
      {"--environment", fmt::format("{}", fmt::join(options.environment, ", "))},
      {"-D", defines},
      {"--property", properties},
      {"the model", traces::model_hash(model.sources, model.chosen_kernel, options.defines)},
      {"store", name_of(kStores, search.store)},
      {"symmetry", on_or_off(search.symmetry)},
      {"partial order", on_or_off(partial_order)},
      {"the layout of states", checker::layout_hash(*model.system)},
  };
}

std::optional<checker::Checkpoint> open_checkpoint(const CheckpointOptions& options,
                                                   const checker::ModelIdentity& identity,
                                                   const checker::SnapshotShape& shape) {
  if (!options.resume.empty()) return checker::Checkpoint::open(options.resume, identity, shape);
  if (!options.folder.empty()) return checker::Checkpoint::begin(options.folder, identity, shape);
  return std::nullopt;
}

}  // namespace pagerace::cli
