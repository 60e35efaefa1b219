// Searches that are stopped again and again, and go on from what they saved.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "cli/model.hpp"
#include "properties/check.hpp"

namespace pagerace::resume_tests {

using Defines = std::vector<std::pair<std::string, std::string>>;

/// Of a path in the repository.
std::unique_ptr<cli::Model> load(const std::string& path, const Defines& defines = {});

/// Everything that readers are told but for time and memory, as text.
std::string told(const properties::Checked& checked);

/// A folder that goes when this goes.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What a search is stopped by.
enum class Bound { States, Depth, Time, Memory, Interrupt };

/// How often the search was stopped with a checkpoint, and what it came to in the end.
struct Course {
  int stops = 0;
  bool met = false;  ///< the bound, at least once
  properties::Checked checked;
};

/// Stopped by the bound at points that `random` chooses, and resumed with 1 to 3 threads, until it is complete.
Course stop_and_go(const system::TransitionSystem& system, const checker::SearchOptions& options, Bound bound,
                   std::mt19937& random);

}  // namespace pagerace::resume_tests
