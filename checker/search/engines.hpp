// The engines of one search: the interpreter, and native code once it is compiled.
#pragma once

#include <memory>
#include <string>

#include "checker/search/engine_source.hpp"
#include "checker/search/options.hpp"
#include "checker/search/reductions.hpp"

namespace pagerace::checker {

class Engines : public EngineSource {
 public:
  Engines(const system::TransitionSystem& system, const Reductions& reductions, const SearchOptions& options)
      : system_(system), reductions_(reductions) {
    (void)options;
  }

  std::unique_ptr<Expander> make(Visited& visited) override;
  std::string name() const override { return "interpreter"; }

 private:
  const system::TransitionSystem& system_;
  const Reductions& reductions_;
};

}  // namespace pagerace::checker
