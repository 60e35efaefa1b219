// What other parts add to native code: reductions and the store, as C++ that is compiled together with the steps.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pagerace::native {

/// Type names are relative to namespace pagerace::native. Steps and Canonical must be default-constructible: each
/// thread of a search makes its own, once. The definitions must contain no text of a model, only numbers.
///
/// Steps and Canonical are called with an engine (see checker/search/expand.hpp) that has two functions more than
/// expand() needs:
///   steps(state, thread, sink, footprint)  the same, and calls footprint.read(cell) and footprint.write(cell) for
///                                          every cell that steps and blocked attempts touch, like the interpreter
///   every_step(state, sink)                all threads in order: AllSteps, with threads known at compile time
struct NativeParts {
  std::vector<std::string> includes;  ///< headers, from the repository's root; they must be light
  /// C++ before the engine, in a namespace of the unit inside pagerace::native. It may use Constants::kWords, kThreads
  /// and kCells.
  std::string definitions;
  std::string steps_type = "EveryStep";
  std::string canonical_type = "checker::Identity";
  std::string table_type;         ///< Visited::table_type(); its header is among `includes`
  bool with_probes = false;       ///< for tests: single steps can be called
  std::size_t most_listed = 256;  ///< more values than this are not listed one by one; tests change it
  std::string suffix;             ///< of the names that the unit defines; needed if several units are compiled as one
};

}  // namespace pagerace::native
