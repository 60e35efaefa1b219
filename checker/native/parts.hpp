// What others add to native code: reductions and the store, as C++ that is compiled together with the steps.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pagerace::native {

/// The types are named from namespace pagerace::native. Steps and Canonical must be default-constructible: each thread
/// of a search has its own, made once. Nothing of a model's text may get into the definitions: numbers only.
///
/// The engine that Steps and Canonical are called with (see checker/search/expand.hpp) has, beyond what expand() asks
/// for:
///   steps(state, thread, sink, footprint)  the same, and footprint.read(cell), footprint.write(cell) for every
///   cell
///                                          that they and the attempts that are blocked touch, as the interpreter tells
///   every_step(state, sink)                all threads in order: AllSteps, with the threads known to the compiler
struct NativeParts {
  std::vector<std::string> includes;  ///< headers, from the repository's root; they must be light
  /// C++, before the engine, in a namespace of the unit within pagerace::native. Constants::kWords, kThreads and kCells
  /// are defined there.
  std::string definitions;
  std::string steps_type = "EveryStep";
  std::string canonical_type = "checker::Identity";
  std::string table_type;         ///< Visited::table_type(); its header is among `includes`
  bool with_probes = false;       ///< single steps can be asked for: for tests
  std::size_t most_listed = 256;  ///< more values than this are not listed one by one; for tests too
  std::string suffix;             ///< of the names that the unit defines, where several are compiled as one
};

}  // namespace pagerace::native
