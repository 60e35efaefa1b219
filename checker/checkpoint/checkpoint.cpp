#include "checker/checkpoint/checkpoint.hpp"

#include <fmt/format.h>

#include <utility>

#include "checker/checkpoint/folder.hpp"
#include "checker/checkpoint/manifest.hpp"

namespace pagerace::checker {

namespace {

constexpr const char* kStates = "checkpoint.states";
constexpr const char* kManifest = "checkpoint.json";
constexpr const char* kNewManifest = "checkpoint.json.new";
constexpr std::uint64_t kMostManifest = 64u << 20;

std::unique_ptr<Disk> open_folder(const std::string& folder, Folder::Missing missing) {
  try {
    return std::make_unique<Folder>(folder, missing);
  } catch (const DiskError& error) {
    throw CheckpointError(error.what());
  }
}

/// Turns all exceptions into messages for the user: for damaged files, for lack of memory and for another search.
template <class F>
auto explained(const std::string& folder, F&& f) {
  try {
    return f();
  } catch (const Damaged& damaged) {
    throw CheckpointError(
        fmt::format("the checkpoint in {} is damaged: {}; start anew with --checkpoint and another folder", folder,
                    damaged.what()));
  } catch (const NoRoom&) {
    throw CheckpointError(
        fmt::format("there is too little memory to go on from the checkpoint in {}; give more with --memory", folder));
  } catch (const CheckpointError& error) {
    throw CheckpointError(fmt::format(
        "the checkpoint in {} is of another search: {}; give what it was made with, or start anew with --checkpoint "
        "and another folder",
        folder, error.what()));
  } catch (const DiskError& error) {
    throw CheckpointError(error.what());
  }
}

/// The states that are left to expand belong to the last level that was closed.
void check_rest(const LevelLog& log, const SearchSnapshot& search) {
  const std::uint64_t frontier = log.closed_levels() == 0 ? 0 : log.level_size(log.closed_levels() - 1);
  if (!search.rest.empty() && search.rest.back().end > frontier) throw Damaged("there are fewer states to expand");
}

}  // namespace

Checkpoint::Checkpoint(std::unique_ptr<Disk> disk, ModelIdentity identity, SnapshotShape shape)
    : disk_(std::move(disk)), identity_(std::move(identity)), shape_(shape) {}

Checkpoint Checkpoint::begin(const std::string& folder, ModelIdentity identity, SnapshotShape shape) {
  Checkpoint checkpoint(open_folder(folder, Folder::Missing::Make), std::move(identity), shape);
  if (!checkpoint.exists()) return checkpoint;
  throw CheckpointError(
      fmt::format("{} holds a checkpoint already; go on from it with --resume, or name another folder", folder));
}

Checkpoint Checkpoint::open(const std::string& folder, ModelIdentity identity, SnapshotShape shape) {
  Checkpoint checkpoint(open_folder(folder, Folder::Missing::Refuse), std::move(identity), shape);
  if (checkpoint.exists()) return checkpoint;
  throw CheckpointError(
      fmt::format("{} holds no checkpoint; name a folder that a search was given with --checkpoint", folder));
}

bool Checkpoint::exists() {
  return explained(folder(), [&] { return disk_->size(kManifest).has_value(); });
}

std::string Checkpoint::manifest_text() {
  const auto size = disk_->size(kManifest);
  if (!size) throw Damaged("its manifest is missing");
  if (*size > kMostManifest) throw Damaged("its manifest is too large to be one");
  std::string text(*size, '\0');
  disk_->read(kManifest, 0, text.data(), text.size());
  return text;
}

SearchSnapshot Checkpoint::load(LevelLog& log) {
  return explained(folder(), [&] {
    Manifest manifest = read_manifest(manifest_text(), identity_, shape_);
    load_states(*disk_, kStates, manifest.log, log);
    check_rest(log, manifest.search);
    saved_ = std::move(manifest.log);
    return std::move(manifest.search);
  });
}

/// Saved states stay in the file even if the manifest could not be replaced: an older manifest ignores them, and no
/// later save overwrites them.
void Checkpoint::save(const LevelLog& log, SearchSnapshot search) {
  explained(folder(), [&] {
    const bool is_first = saved_.bytes == 0;
    if (is_first && exists()) throw DiskError(folder() + " holds a checkpoint of another search already");
    Extent extent = append_states(*disk_, kStates, log, saved_);
    disk_->sync(kStates);
    if (is_first) disk_->sync_names();
    saved_ = std::move(extent);
    const std::string text = write_manifest({identity_, saved_, std::move(search)}, shape_.words);
    disk_->resize(kNewManifest, 0);
    disk_->write(kNewManifest, 0, text.data(), text.size());
    disk_->sync(kNewManifest);
    disk_->rename(kNewManifest, kManifest);
    disk_->sync_names();
  });
}

/// The manifest is removed first, since states without a manifest mean nothing.
void Checkpoint::discard() {
  explained(folder(), [&] {
    disk_->remove(kManifest);
    disk_->sync_names();
    disk_->remove(kNewManifest);
    disk_->remove(kStates);
    saved_ = {};
  });
}

}  // namespace pagerace::checker
