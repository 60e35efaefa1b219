// What others add to native code: reductions and the store, as C++ that is compiled together with the steps.
#pragma once

#include <string>
#include <vector>

namespace pagerace::native {

/// All types must be complete and default-constructible in namespace pagerace::native of the unit; each thread of a
/// search has its own Steps and Canonical, made once. Nothing of a model's text may get into the definitions: numbers
/// only.
///
/// The engine that Steps and Canonical are called with (see checker/search/expand.hpp) has, beyond what expand() asks
/// for:
///   steps(state, thread, sink, footprint)  the same ways, and footprint.read(cell), footprint.write(cell) for every
///   cell
///                                          that they and the attempts that are blocked touch, as the interpreter tells
///   every_step(state, sink)                all threads in order, without a choice between them at run time
///   kCells, kThreads, kWords               constants
struct NativeParts {
  std::vector<std::string> includes;  ///< headers, from the repository's root; they must be light
  std::string definitions;            ///< C++, in namespace pagerace::native, before the engine
  std::string steps_type = "EveryStep";
  std::string canonical_type = "checker::Identity";
  std::string table_type;    ///< Visited::table_type(), with the namespace; its header is among `includes`
  bool with_probes = false;  ///< single steps can be asked for: for tests
};

}  // namespace pagerace::native
