// Where the threads of a search get their engines from: the interpreter at first, native code once it is there.
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
  /// Looks whether there is a better engine by now. Called by one thread only, often, so cheap.
  virtual void poll() {}
  /// Counts up with each better engine.
  virtual std::uint32_t generation() const { return 0; }
  /// Of the present generation.
  virtual std::unique_ptr<Expander> make(Visited& visited) = 0;
  virtual std::string name() const = 0;
};

}  // namespace pagerace::checker
