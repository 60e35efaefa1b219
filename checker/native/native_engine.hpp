// Makes native code an engine for the search.
#pragma once

#include <functional>
#include <memory>

#include "checker/native/library.hpp"
#include "checker/step/engine_source.hpp"

namespace pagerace::native {

/// Expanders that call a compiled module. If native code cannot do a step (one of very many instructions), or takes
/// something for a fault of pagerace, the interpreter repeats it and reports what is wrong. The interpreter also makes
/// the starts, as there are only a few.
class NativeEngine {
 public:
  using MakeExpander = std::function<std::unique_ptr<checker::Expander>(checker::Visited&)>;

  /// The module's table must have the type of the table in Visited. `interpret` makes expanders of the interpreter,
  /// with the same reductions; the search's threads call it.
  NativeEngine(std::shared_ptr<const Library> library, MakeExpander interpret)
      : library_(std::move(library)), interpret_(std::move(interpret)) {}

  std::unique_ptr<checker::Expander> make(checker::Visited& visited);

 private:
  std::shared_ptr<const Library> library_;
  MakeExpander interpret_;
};

}  // namespace pagerace::native
