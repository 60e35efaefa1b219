// pagerace trace: counterexamples that were written before.
#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct TraceOptions {
  std::string file;      ///< as --trace wrote it
  std::string scenario;  ///< replay: empty: the one that the trace names
  bool is_replay = false;
  bool is_verbose = false;
  Color color = Color::Auto;
};

/// show: 0. replay: 1 where the counterexample still happens, 3 where it no longer does. 2 where the file is no trace.
Exit trace(const TraceOptions& options);

}  // namespace pagerace::cli
