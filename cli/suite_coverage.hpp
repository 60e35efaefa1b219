// What the runs of a suite come to together: functions and statements that some run reached, and for each property a
// run in which it holds and one in which it is violated.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "cli/run.hpp"

namespace pagerace::cli {

/// Merged by place in the text: what one kernel design never reaches another may. Not thread-safe.
class SuiteCoverage {
 public:
  struct Function {
    std::string name;
    unsigned line = 0;
    bool is_reached = false;
  };
  struct Statement {
    unsigned line = 0;
    std::uint32_t function = 0;  ///< where the name of its function begins; 0: in a thread, in init or in a probe
    bool is_reached = false;
  };
  struct Property {
    std::string name;
    unsigned line = 0;
    std::string holds_in, violated_in;  ///< "examples/t.race with kernel 5.8", the first there was; or empty
  };
  struct File {
    std::map<std::uint32_t, Function> functions;                              ///< by where the name begins
    std::map<std::pair<std::uint32_t, std::uint32_t>, Statement> statements;  ///< by begin and end
    std::map<std::uint32_t, Property> properties;
    bool is_scenario = false;    ///< some run was about it
    bool is_vocabulary = false;  ///< it has functions of the kernel's vocabulary, which are not looked into
  };

  /// `run` is a complete one of this model with these options. A property that is vacuous there neither holds nor is
  /// violated.
  void add(const Model& model, const ModelOptions& options, const Run& run);

  /// All files that the runs have read, by path.
  const std::map<std::string, File>& files() const { return files_; }

 private:
  std::map<std::string, File> files_;
};

}  // namespace pagerace::cli
