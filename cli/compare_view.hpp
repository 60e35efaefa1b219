// A comparison as readers get it, whatever the format: which rows, what stands in a cell, what needs a footnote.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/compare_table.hpp"

namespace pagerace::cli {

/// What a cell says, for its colour.
enum class Tone { Plain, Good, Bad, Doubtful };

struct ShownCell {
  std::string text;
  Tone tone = Tone::Plain;
  std::size_t note = 0;  ///< number of its footnote, from 1; 0: none
  std::string command;   ///< that shows the counterexample, where there is one
};

struct ShownRow {
  std::string label;
  std::vector<ShownCell> cells;
};

struct ShownScenario {
  std::string path;
  std::vector<ShownRow> rows;
  std::vector<std::string> remarks;  ///< about what has no row
};

struct View {
  std::vector<std::string> kernels;
  std::vector<ShownScenario> scenarios;
  std::vector<std::string> notes;    ///< the first has number 1
  std::vector<std::string> closing;  ///< "Result: ...": the same whenever it is done again
  double seconds = 0;
  std::string command;
  bool with_commands = false;  ///< list those of the cells
};

/// The commands of all its cells, row by row.
std::vector<std::string> commands_of(const ShownScenario& scenario);

/// Rows: the properties that a scenario states, and those that are violated or inconclusive under some design; then the
/// states explored. `by_scenario`: one row for each scenario instead.
View view_of(const Comparison& comparison, bool by_scenario);

}  // namespace pagerace::cli
