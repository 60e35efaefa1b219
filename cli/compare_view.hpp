// A comparison as readers see it in any format: its rows, the text of each cell, and the footnotes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/compare_table.hpp"

namespace pagerace::cli {

/// The meaning of a cell, for its colour.
enum class Tone { Plain, Good, Bad, Doubtful };

struct ShownCell {
  std::string text;
  Tone tone = Tone::Plain;
  std::size_t note = 0;  ///< number of its footnote, from 1; 0: none
  std::string command;   ///< shows the counterexample, if there is one
};

struct ShownRow {
  std::string label;
  std::vector<ShownCell> cells;
};

struct ShownScenario {
  std::string path;
  std::vector<ShownRow> rows;
  std::vector<std::string> remarks;  ///< about runs and properties without a row
};

struct View {
  std::vector<std::string> kernels;
  std::vector<ShownScenario> scenarios;
  std::vector<std::string> notes;    ///< the first has number 1
  std::vector<std::string> closing;  ///< "Result: ...": the same in every repetition
  double seconds = 0;
  std::string command;
  bool with_commands = false;  ///< list the commands of the cells
};

/// The commands of all cells, row by row.
std::vector<std::string> commands_of(const ShownScenario& scenario);

/// The rows are the properties that a scenario states, those that are violated or inconclusive under some design, and
/// the number of states explored. `by_scenario`: one row for each scenario instead.
View view_of(const Comparison& comparison, bool by_scenario);

}  // namespace pagerace::cli
