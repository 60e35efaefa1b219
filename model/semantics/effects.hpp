// The effects of a piece of the program, calls included: some are forbidden in formulas, in probes or inside atomic.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// The first place that has an effect, and its description: "changes `free_count`".
struct Cause {
  Span span;
  std::string what;
};

struct Effects {
  std::optional<Cause> changes;  ///< shared state, or anything through a pointer
  std::optional<Cause> changes_ghost;
  std::optional<Cause> blocks;     ///< assume
  std::optional<Cause> waits;      ///< wait_event: other threads may run in the middle
  std::optional<Cause> chooses;    ///< any, either
  std::optional<Cause> asks_self;  ///< which thread is running
  bool reads_shared = false;       ///< reads or changes shared state that is not const
};

/// Computes the effects of functions and remembers them. Only for programs without recursion.
class EffectsOf {
 public:
  const Effects& function(const Function& function);
  Effects body(const Stmt& block);
  Effects expression(const Expr& expr);

 private:
  void add(const Expr& expr, Effects& effects);
  void add(const Stmt& statement, Effects& effects);
  void add_place(const Expr& place, bool writes, Effects& effects);

  std::map<const Function*, Effects> known_;
};

}  // namespace pagerace::semantics
