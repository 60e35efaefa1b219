// Gives the threads of a search their engines: first the interpreter, then native code as soon as it is ready.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "checker/step/expander.hpp"

namespace pagerace::checker {

class Visited;

/// generation() and make() may be called by many threads at once.
class EngineSource {
 public:
  virtual ~EngineSource() = default;
  /// Checks whether a better engine is ready. Only one thread calls it; it is called often, so it must be cheap.
  virtual void poll() {}
  /// Increases with each better engine.
  virtual std::uint32_t generation() const { return 0; }
  /// Makes an engine of the current generation.
  virtual std::unique_ptr<Expander> make(Visited& visited) = 0;
  virtual std::string name() const = 0;
};

}  // namespace pagerace::checker
