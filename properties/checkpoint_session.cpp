#include "properties/checkpoint_session.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "properties/memory.hpp"

namespace pagerace::properties {

checker::Resumable CheckpointSession::load(checker::LevelLog& log, Monitor& monitor) {
  checker::Resumable from = checkpointing_.checkpoint.load(log);
  if (log.closed_levels() == 0) refuse(checkpointing_.checkpoint.folder(), "it holds no level of states");
  try {
    monitor.recall(read_memory(from, monitor.memory(), static_cast<std::uint32_t>(log.closed_levels())));
  } catch (const Unfit& unfit) {
    refuse(checkpointing_.checkpoint.folder(), unfit.what());
  }
  seconds_before_ = from.seconds;
  written_at_ = limits_.seconds();
  return from;
}

void CheckpointSession::refuse(const std::string& folder, const std::string& why) {
  throw checker::CheckpointError("the checkpoint in " + folder + " is damaged: " + why +
                                 "; start anew with --checkpoint and another folder");
}

void CheckpointSession::write(checker::Resumable now) {
  now.seconds = seconds_before_ + limits_.seconds();
  std::string problem;
  try {
    write_memory(monitor_.memory(), now);
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
