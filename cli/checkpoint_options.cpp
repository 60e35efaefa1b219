#include "cli/checkpoint_options.hpp"

#include <fmt/format.h>

#include "checker/checkpoint/model_identity.hpp"
#include "cli/version.hpp"
#include "traces/hash.hpp"

namespace pagerace::cli {

namespace {

const char* name_of(checker::StoreKind kind) {
  switch (kind) {
    case checker::StoreKind::Exact:
      return "exact";
    case checker::StoreKind::Bitstate:
      return "bitstate";
    case checker::StoreKind::Compact:
      return "compact";
  }
  return "";
}

const char* on_or_off(bool is_on) { return is_on ? "on" : "off"; }

}  // namespace

void add_checkpoint_options(CLI::App& command, CheckpointOptions& options) {
  command
      .add_option("--checkpoint", options.folder,
                  "Save the search to this folder, now and then and where it stops before its end")
      ->type_name("DIR")
      ->check(refuse_empty);
  add_duration(command, "--checkpoint-every", options.every, "Time between two checkpoints; by default 10m");
  command.add_option("--resume", options.resume, "Go on from the checkpoint in this folder, and save to it further")
      ->type_name("DIR")
      ->check(refuse_empty);
}

void require_sense(const CheckpointOptions& options, std::size_t files) {
  const bool saves = !options.folder.empty(), resumes = !options.resume.empty();
  if (saves && resumes) throw CLI::ValidationError("--resume", "saves to its own folder, --checkpoint names another");
  if (options.every && !saves && !resumes)
    throw CLI::ValidationError("--checkpoint-every", "needs --checkpoint or --resume");
  if ((saves || resumes) && files != 1)
    throw CLI::ValidationError(saves ? "--checkpoint" : "--resume", "takes one FILE");
}

std::string spell_resume(const CheckpointOptions& options) {
  std::string text = " --resume " + quote(options.resume.empty() ? options.folder : options.resume);
  if (options.every) text += fmt::format(" --checkpoint-every {}s", *options.every);
  return text;
}

/// Where depth is limited nothing is left out, whatever is asked for: see checker::Reductions.
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
      {"-D", defines},
      {"--property", properties},
      {"the model", traces::model_hash(model.sources, options.kernel, options.defines)},
      {"store", name_of(search.store)},
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
