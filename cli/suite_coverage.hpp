// What the runs of a suite cover together: the functions and statements that some run reached, and for each property
// one run in which it holds and one in which it is violated.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "cli/run.hpp"

namespace pagerace::cli {

/// Merged by position in the text: a place that one kernel design never reaches may be reached by another. Not
/// thread-safe.
class SuiteCoverage {
 public:
  struct Function {
    std::string name;
    unsigned line = 0;
    bool is_reached = false;
  };
  struct Statement {
    unsigned line = 0;
    std::uint32_t function = 0;  ///< position of its function's name; 0: in a thread, in init or in a probe
    bool is_reached = false;
  };
  struct Property {
    std::string name;
    unsigned line = 0;
    std::string holds_in, violated_in;  ///< "examples/t.race with kernel 5.8", the first such run; or empty
  };
  struct File {
    std::map<std::uint32_t, Function> functions;                              ///< by position of the name
    std::map<std::pair<std::uint32_t, std::uint32_t>, Statement> statements;  ///< by begin and end
    std::map<std::uint32_t, Property> properties;
    bool is_scenario = false;    ///< some run checked it
    bool is_vocabulary = false;  ///< has functions of the kernel's vocabulary, which are not examined
  };

  /// `run` is a complete run of this model with these options. A property that is vacuous there counts neither as
  /// holding nor as violated.
  void add(const Model& model, const ModelOptions& options, const Run& run);

  /// All files that the runs have read, by path.
  const std::map<std::string, File>& files() const { return files_; }

 private:
  std::map<std::string, File> files_;
};

}  // namespace pagerace::cli
