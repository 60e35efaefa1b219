// A search on disk, from which it can go on when its process is gone.
//
// A checkpoint is a folder of two files: the states of the log, which only grows, and a manifest that says how much of
// it counts, and everything else. Saving appends to the first, and then replaces the second at one stroke, each step
// on the disk before the next begins; so a process that is killed at any moment, or a machine that goes down, leaves
// the checkpoint that was there before or the new one.
#pragma once

#include <memory>
#include <string>

#include "checker/checkpoint/disk.hpp"
#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/checkpoint/state_file.hpp"

namespace pagerace::checker {

/// Not thread-safe. Throws CheckpointError for whatever files, folders and other searches do.
class Checkpoint {
 public:
  Checkpoint(std::unique_ptr<Disk> disk, ModelIdentity identity, SnapshotShape shape);

  /// What a new search saves itself to: a folder that is made, or that holds no checkpoint yet.
  static Checkpoint begin(const std::string& folder, ModelIdentity identity, SnapshotShape shape);
  /// What a search is to go on from: load() is called next.
  static Checkpoint open(const std::string& folder, ModelIdentity identity, SnapshotShape shape);

  bool exists();
  /// Fills a log without strands, to the same strands and levels, and says where the search stood. What cannot be told
  /// here is left to who asks: what names, clauses and counters mean.
  SearchSnapshot load(LevelLog& log);
  /// Of the log that was saved or loaded before, if any was; at one of its barriers. If it throws, the checkpoint that
  /// was there before still is, and saving may be tried again.
  void save(const LevelLog& log, SearchSnapshot search);
  /// For a search that has come to its end.
  void discard();

  const std::string& folder() const { return disk_->path(); }
  std::uint64_t bytes() const { return saved_.bytes; }  ///< of states, in the checkpoint

 private:
  std::string manifest_text();

  std::unique_ptr<Disk> disk_;
  ModelIdentity identity_;
  SnapshotShape shape_;
  Extent saved_;
};

}  // namespace pagerace::checker
