// pagerace widen FILE: is the scenario too narrow? It is searched with one more page, thread, order or actor at a time,
// then with two and three of these, until something breaks or the budget is spent.
#pragma once

#include <optional>
#include <string>

#include "cli/engine_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct WidenOptions {
  std::string file;
  ModelOptions model;  ///< `environment` is there from the start
  EngineOptions engine;
  std::optional<double> budget;  ///< seconds
  std::string trace_file;        ///< of the first counterexample; empty: no trace is written
  bool json = false;
  Color color = Color::Auto;
};

Exit widen(const WidenOptions& options);

}  // namespace pagerace::cli
