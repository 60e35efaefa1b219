// Saves a search together with the findings of its monitor.
#pragma once

#include <string>
#include <vector>

#include "checker/search/checkpoint_writer.hpp"
#include "checker/step/limits.hpp"
#include "properties/checkpointing.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// All arguments must outlive it.
class CheckpointSession : public checker::CheckpointWriter {
 public:
  CheckpointSession(Checkpointing& checkpointing, const checker::Limits& limits, const checker::LevelLog& log,
                    const Monitor& monitor)
      : checkpointing_(checkpointing), limits_(limits), log_(log), monitor_(monitor) {}

  /// Loads what the search goes on from, and restores the monitor's own part. Throws checker::CheckpointError.
  checker::SearchSnapshot load(checker::LevelLog& log, Monitor& monitor);
  double seconds_before() const { return seconds_before_; }

  bool is_due() const override { return limits_.seconds() - written_at_ >= checkpointing_.every; }
  /// A checkpoint that cannot be written does not end the search: the previous one stays, and a note says so.
  void write(checker::SearchSnapshot now) override;
  /// For readers, one line each.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  [[noreturn]] static void refuse(const std::string& folder, const std::string& why);

  Checkpointing& checkpointing_;
  const checker::Limits& limits_;
  const checker::LevelLog& log_;
  const Monitor& monitor_;
  double seconds_before_ = 0, written_at_ = 0;
  std::vector<std::string> notes_;
};

}  // namespace pagerace::properties
