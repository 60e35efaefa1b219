// The engines of one search: first the interpreter, then native code once it is compiled.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "checker/compose/reductions.hpp"
#include "checker/native/build.hpp"
#include "checker/native/native_engine.hpp"
#include "checker/step/engine_source.hpp"
#include "checker/step/limits.hpp"

namespace pagerace::checker {

class Engines : public EngineSource {
 public:
  /// All arguments must outlive it. If native code was requested, the constructor waits for it, until a
  /// limit is met.
  Engines(const system::TransitionSystem& system, const Reductions& reductions, const SearchOptions& options,
          const Limits& limits, const Visited& visited);

  void poll() override;
  std::uint32_t generation() const override { return native_ready_.load(std::memory_order_acquire) ? 1 : 0; }
  std::unique_ptr<Expander> make(Visited& visited) override;
  std::string name() const override;
  /// For readers, one line each; for example, why there is no native code.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void begin_build();
  void take_build();

  const system::TransitionSystem& system_;
  const Reductions& reductions_;
  const Limits& limits_;
  const double began_;  ///< in seconds of the limits
  const native::NativeParts parts_;
  std::unique_ptr<native::Build> build_;
  std::unique_ptr<native::NativeEngine> native_;
  std::atomic<bool> native_ready_ = false;
  bool is_final_ = false;  ///< no better engine will come
  std::vector<std::string> notes_;
};

}  // namespace pagerace::checker
