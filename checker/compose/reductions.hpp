// Reductions of the number of states of a model. They are found before a search begins, and only read while it runs.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/native/parts.hpp"
#include "checker/reduce/partial_order/analyse.hpp"
#include "checker/reduce/symmetry/symmetry.hpp"
#include "checker/step/cancellation.hpp"
#include "checker/step/options.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// The system must outlive it.
class Reductions {
 public:
  /// Finds the reductions that the options request.
  Reductions(const system::TransitionSystem& system, const SearchOptions& options,
             const Cancellation& cancellation = {});
  /// Takes over only the symmetry of other reductions.
  static std::unique_ptr<const Reductions> symmetry_of(const Reductions& reductions);
  Reductions(const Reductions&) = delete;
  Reductions& operator=(const Reductions&) = delete;

  const symmetry::Symmetry* symmetry() const { return symmetry_ ? &*symmetry_ : nullptr; }
  const partial_order::Plan* partial_order() const { return plan_ ? &*plan_ : nullptr; }

  /// For one thread: maps a state to its canonical state. Empty if there is no symmetry.
  std::function<const system::Word*(const system::Word*)> canonical() const;

  /// Adds what native code needs for the same reductions.
  void add_to(native::NativeParts& parts) const;

  /// For readers: "symmetry (walker x3)".
  std::vector<std::string> names() const;
  /// Why something is not reduced, one line each.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  Reductions() = default;

  std::optional<symmetry::Symmetry> symmetry_;
  std::optional<partial_order::Plan> plan_;
  std::vector<std::string> notes_;
};

}  // namespace pagerace::checker
