// Verdicts of scenarios under several kernel designs, side by side. Knows nothing of how they are shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "checker/step/result.hpp"
#include "cli/exit_code.hpp"
#include "cli/run.hpp"

namespace pagerace::cli {

/// What a property comes to under one design.
struct Cell {
  bool is_stated = false;  ///< the property is there under this design
  checker::Outcome outcome = checker::Outcome::Inconclusive;
  bool counts = true;                  ///< a vacuous property of an imported file does not
  bool is_unasked = false;             ///< not selected, but executions end there
  std::optional<std::uint32_t> depth;  ///< of a violation
  std::string reason;                  ///< why vacuous or inconclusive; where it holds: what it holds only short of
  std::string command;                 ///< that shows the counterexample of a violation
};

struct Row {
  std::string name;
  bool is_built_in = false;
  bool from_scenario = false;
  std::vector<Cell> cells;  ///< one for each kernel
};

/// What became of a scenario under one design.
enum class Fate {
  Searched,
  Refused,      ///< it cannot be loaded or lowered
  OtherDesign,  ///< it is written for another one; no fault
  Lacking,      ///< the design has not what it needs, or does not state what is asked; no fault
  Failed,       ///< pagerace itself
  NotRun        ///< the user interrupted
};

struct Column {
  Fate fate = Fate::NotRun;
  std::string reason;  ///< why it was not searched
  Exit exit = Exit::Inconclusive;
  std::string result;  ///< as `pagerace check` has it after Result:
  std::uint64_t states = 0, transitions = 0;
  std::uint32_t depth = 0;
  checker::Stop stop = checker::Stop::Interrupted;
  double seconds = 0;
  std::string command;  ///< that shows the counterexamples
};

/// Neither a verdict nor a fault.
inline bool is_beside_the_point(Fate fate) { return fate == Fate::OtherDesign || fate == Fate::Lacking; }

/// The command that shows the counterexample of this property.
using CommandFor = std::function<std::string(const std::string& property)>;

/// One scenario. The rows are in the order of the verdicts: its own properties, imported ones, built-in checks.
class Compared {
 public:
  Compared(std::string path, std::size_t kernels) : path_(std::move(path)), columns_(kernels) {}

  void add(std::size_t kernel, const Run& run, const CommandFor& command_for);
  /// Of a design that it was not searched under.
  void add(std::size_t kernel, Fate fate, std::string reason);

  const std::string& path() const { return path_; }
  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<Row>& rows() const { return rows_; }
  /// The worst of all designs; those that it is nothing for do not count where there is another.
  Exit exit() const;

 private:
  Row& row_of(const checker::Verdict& verdict);

  std::string path_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

struct Comparison {
  std::vector<std::string> kernels;
  std::vector<Compared> scenarios;
  std::vector<std::string> skipped;  ///< files of folders that have no thread, or no kernel to choose
  std::vector<std::string> left;     ///< those that the user did not wait for
  Exit exit = Exit::Holds;
  double seconds = 0;
  std::string command;  ///< that does it again
};

}  // namespace pagerace::cli
