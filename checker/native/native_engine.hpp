// Native code as an engine that the search can use.
#pragma once

#include <functional>
#include <memory>

#include "checker/native/library.hpp"
#include "checker/step/engine_source.hpp"

namespace pagerace::native {

/// Expanders that call a compiled module. What native code leaves alone (a step of very many instructions), and what it
/// takes for a fault of pagerace, is done again by the interpreter, which says what is wrong. Starts are the
/// interpreter's too: they are few.
class NativeEngine {
 public:
  using MakeExpander = std::function<std::unique_ptr<checker::Expander>(checker::Visited&)>;

  /// The module's table must be of the type that Visited has. `interpret` makes the interpreter's expanders, with the
  /// same reductions; it is called from the search's threads.
  NativeEngine(std::shared_ptr<const Library> library, MakeExpander interpret)
      : library_(std::move(library)), interpret_(std::move(interpret)) {}

  std::unique_ptr<checker::Expander> make(checker::Visited& visited);

 private:
  std::shared_ptr<const Library> library_;
  MakeExpander interpret_;
};

}  // namespace pagerace::native
