#include "checker/compose/engines.hpp"

#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include "checker/compose/interpreted.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {
namespace {

/// If a search is over sooner, compiling is not worth it. What was done before it, the analyses of a large program
/// among it, says nothing about that.
constexpr double kSecondsBeforeBuild = 0.25;
constexpr std::chrono::milliseconds kBetweenLooks{2};

native::NativeParts parts_for(const Reductions& reductions, const Visited& visited) {
  native::NativeParts parts;
  reductions.add_to(parts);
  parts.includes.emplace_back(visited.table_header());
  parts.table_type = visited.table_type();
  return parts;
}

}  // namespace

Engines::Engines(const system::TransitionSystem& system, const Reductions& reductions, const SearchOptions& options,
                 const Limits& limits, const Visited& visited)
    : system_(system),
      reductions_(reductions),
      limits_(limits),
      began_(limits.seconds()),
      parts_(parts_for(reductions, visited)),
      is_final_(options.engine == EngineChoice::Interpret) {
  if (is_final_ || options.engine != EngineChoice::Native) return;
  begin_build();
  if (is_final_) return;
  // A compiler may never end. The search itself says which limit was met, or that somebody interrupted it.
  while (!build_->is_done() && !limits_.met(0)) std::this_thread::sleep_for(kBetweenLooks);
  if (build_->is_done()) {
    take_build();
  } else {
    is_final_ = true;
    notes_.emplace_back("native code was not compiled in time");
  }
}

void Engines::poll() {
  if (is_final_) return;
  if (build_ == nullptr) {
    if (limits_.seconds() - began_ >= kSecondsBeforeBuild) begin_build();
  } else if (build_->is_done()) {
    take_build();
  }
}

void Engines::begin_build() {
  try {
    build_ = std::make_unique<native::Build>(system_, parts_);
  } catch (const std::system_error&) {
    is_final_ = true;
    notes_.emplace_back("no thread could be started to compile native code; the interpreter goes on");
  }
}

void Engines::take_build() {
  is_final_ = true;
  if (!build_->notice().empty()) notes_.push_back(build_->notice());
  if (build_->library() == nullptr) {
    notes_.push_back(build_->reason() + "; the interpreter goes on");
    return;
  }
  native_ = std::make_unique<native::NativeEngine>(
      build_->library(), [this](Visited& visited) { return interpreting_expander(system_, reductions_, visited); });
  native_ready_.store(true, std::memory_order_release);
}

std::unique_ptr<Expander> Engines::make(Visited& visited) {
  if (generation() > 0) return native_->make(visited);
  return interpreting_expander(system_, reductions_, visited);
}

std::string Engines::name() const { return generation() > 0 ? "native" : "interpreter"; }

}  // namespace pagerace::checker
