// Executes code with registers that are constant or unknown: constant propagation along one path.
#pragma once

#include <optional>
#include <vector>

#include "checker/reduce/symmetry/code_facts.hpp"

namespace pagerace::checker::symmetry {

/// The value of each register; nothing if it is unknown.
using AbstractRegisters = std::vector<std::optional<Value>>;

enum class Continuation : std::uint8_t {
  GoesOn,
  MayFail,
  Stops,  ///< no execution goes on from here
};

class KnownValues {
 public:
  /// `memory`: what each group of cells can hold.
  KnownValues(const system::TransitionSystem& system, const system::Code& code, const CodeFacts& facts,
              const std::vector<ValueSet>& memory)
      : system_(system), code_(code), facts_(facts), memory_(memory) {}

  /// Executes one instruction. A value that is loaded or chosen, or that depends on the thread, is unknown unless it is
  /// always the same.
  Continuation step(std::uint32_t index, AbstractRegisters& known) const;

 private:
  std::optional<Value> computed(std::uint32_t index, const AbstractRegisters& known) const;
  /// The result of a check, given whether its condition is known, is met, and is met by all possible values.
  static Continuation continuation(bool is_known, bool is_met, bool is_sure);

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const CodeFacts& facts_;
  const std::vector<ValueSet>& memory_;
};

}  // namespace pagerace::checker::symmetry
