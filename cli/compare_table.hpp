// Verdicts of scenarios under several kernel designs, side by side. Independent of the output format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/step/result.hpp"
#include "cli/exit_code.hpp"
#include "cli/run.hpp"

namespace pagerace::cli {

/// The result of a property under one design.
struct Cell {
  bool is_stated = false;  ///< the property exists under this design
  checker::Outcome outcome = checker::Outcome::Inconclusive;
  bool counts = true;                  ///< false for a vacuous property of an imported file
  bool is_unasked = false;             ///< not selected, but it ends executions
  std::optional<std::uint32_t> depth;  ///< of a violation
  std::string reason;                  ///< why vacuous or inconclusive; if it holds: the failures that limit this
  std::string command;                 ///< shows the counterexample of a violation
  std::set<std::string> threads;       ///< those that take a step in it
};

struct Row {
  std::string name;
  bool is_built_in = false;
  bool from_scenario = false;
  std::vector<Cell> cells;  ///< one for each kernel
};

/// What happened to a scenario under one design.
enum class Fate {
  Searched,
  Refused,      ///< it cannot be loaded or lowered
  OtherDesign,  ///< it is written for another design; not an error
  Lacking,      ///< the design lacks what it needs, or does not state the property asked for; not an error
  Failed,       ///< pagerace itself failed
  NotRun        ///< the user interrupted
};

struct Column {
  Fate fate = Fate::NotRun;
  std::string reason;  ///< why it was not searched
  Exit exit = Exit::Inconclusive;
  std::string result;  ///< the text of `pagerace check` after Result:
  std::uint64_t states = 0, transitions = 0;
  std::uint32_t depth = 0;
  checker::Stop stop = checker::Stop::Interrupted;
  double seconds = 0;
  std::string command;  ///< shows the counterexamples
  std::optional<Patched> patched;
  std::optional<Ways> ways;  ///< of what is violated, if the designs are held to a baseline and they are known
};

/// Neither a verdict nor an error.
inline bool is_beside_the_point(Fate fate) { return fate == Fate::OtherDesign || fate == Fate::Lacking; }

/// The command that shows the counterexample of this property.
using CommandFor = std::function<std::string(const std::string& property)>;

/// One scenario. The rows have the order of the verdicts: its own properties, imported ones, built-in checks.
class Compared {
 public:
  Compared(std::string path, std::size_t kernels) : path_(std::move(path)), columns_(kernels) {}

  void add(std::size_t kernel, const Run& run, const CommandFor& command_for);
  /// Adds a design under which it was not searched.
  void add(std::size_t kernel, Fate fate, std::string reason);

  const std::string& path() const { return path_; }
  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<Row>& rows() const { return rows_; }
  /// The worst of all designs. Designs that do not apply count only if all are of that kind.
  Exit exit() const;

 private:
  Row& row_of(const checker::Verdict& verdict);

  std::string path_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

/// The order of outcomes is: holds, vacuous, violated. A violation that the baseline does not have is worse, also if
/// the same property is violated there in other ways. What a search was cut short of is in no order.
struct Change {
  enum class Kind {
    Mended,   ///< better
    Broken,   ///< worse
    Left,     ///< violated as before, in the same ways
    Unknown,  ///< nobody can say: not all ways are known, or one may have moved, or the search was cut short
  };
  Kind kind = Kind::Left;
  std::string path, kernel, property;
  std::vector<std::string> actors = {};  ///< who was there beside the scenario's threads, on both sides
  std::string from, to;                  ///< "holds", "violated @12"
  std::vector<std::string> ways;  ///< Broken: those that are new. Mended: those that are gone. Unknown: perhaps new
  std::string remark;             ///< what was not compared; may be empty
};

struct Comparison {
  std::vector<std::string> kernels;
  bool has_baseline = false;  ///< the first kernel is what the others are held to
  std::vector<Compared> scenarios;
  std::vector<std::string> skipped;  ///< folder files without a thread, or without a kernel to choose
  std::vector<std::string> left;     ///< scenarios left when the user interrupted
  std::vector<Change> changes;       ///< against the baseline
  Exit exit = Exit::Holds;
  double seconds = 0;
  std::string command;  ///< the command line that repeats it
};

}  // namespace pagerace::cli
