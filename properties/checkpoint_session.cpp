#include "properties/checkpoint_session.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "properties/monitor_snapshot.hpp"

namespace pagerace::properties {

checker::SearchSnapshot CheckpointSession::load(checker::LevelLog& log, Monitor& monitor) {
  checker::SearchSnapshot from = checkpointing_.checkpoint.load(log);
  if (log.closed_levels() == 0) refuse(checkpointing_.checkpoint.folder(), "it holds no level of states");
  try {
    monitor.restore(read_snapshot(from, monitor.snapshot(), static_cast<std::uint32_t>(log.closed_levels())));
  } catch (const IncompatibleCheckpoint& incompatible) {
    refuse(checkpointing_.checkpoint.folder(), incompatible.what());
  }
  seconds_before_ = from.seconds;
  written_at_ = limits_.seconds();
  return from;
}

void CheckpointSession::refuse(const std::string& folder, const std::string& why) {
  throw checker::CheckpointError("the checkpoint in " + folder + " is damaged: " + why +
                                 "; start anew with --checkpoint and another folder");
}

void CheckpointSession::write(checker::SearchSnapshot now) {
  now.seconds = seconds_before_ + limits_.seconds();
  std::string problem;
  try {
    write_snapshot(monitor_.snapshot(), now);
    checkpointing_.checkpoint.save(log_, std::move(now));
  } catch (const checker::CheckpointError& error) {
    problem = error.what();
  } catch (const std::bad_alloc&) {
    problem = "there is too little memory to write it";
  }
  if (!problem.empty()) problem = "a checkpoint was not written: " + problem;
  if (!problem.empty() && std::find(notes_.begin(), notes_.end(), problem) == notes_.end()) notes_.push_back(problem);
  written_at_ = limits_.seconds();
}

}  // namespace pagerace::properties
