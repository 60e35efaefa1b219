// A search saved on disk, which can go on after its process has ended.
//
// A checkpoint is a folder of two files: the states of the log, which only grows, and a manifest. The manifest holds
// everything else, and says how much of the log is valid. Saving appends to the first file and then replaces the second
// one atomically; each step is on disk before the next begins. So if the process is killed or the machine goes down at
// any moment, either the old checkpoint or the new one remains.
#pragma once

#include <memory>
#include <string>

#include "checker/checkpoint/disk.hpp"
#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/checkpoint/state_file.hpp"

namespace pagerace::checker {

/// Not thread-safe. Throws CheckpointError for all problems with files, folders and other searches.
class Checkpoint {
 public:
  Checkpoint(std::unique_ptr<Disk> disk, ModelIdentity identity, SnapshotShape shape);

  /// For saving a new search: creates the folder, or takes one that holds no checkpoint yet.
  static Checkpoint begin(const std::string& folder, ModelIdentity identity, SnapshotShape shape);
  /// For resuming a search: call load() next.
  static Checkpoint open(const std::string& folder, ModelIdentity identity, SnapshotShape shape);

  bool exists();
  /// Fills a log without strands with the saved strands and levels, and returns the state of the search. The caller
  /// must check the meaning of names, clauses and counters, which is not known here.
  SearchSnapshot load(LevelLog& log);
  /// Saves the same log as before (the one saved or loaded, if any), at one of its barriers. If it throws, the previous
  /// checkpoint still exists, and saving may be tried again.
  void save(const LevelLog& log, SearchSnapshot search);
  /// Removes the checkpoint of a search that is complete.
  void discard();

  const std::string& folder() const { return disk_->path(); }
  std::uint64_t bytes() const { return saved_.bytes; }  ///< size of the states in the checkpoint

 private:
  std::string manifest_text();

  std::unique_ptr<Disk> disk_;
  ModelIdentity identity_;
  SnapshotShape shape_;
  Extent saved_;
};

}  // namespace pagerace::checker
