// Executes code on what is known of its registers: constants, and what is computed from them.
#pragma once

#include <optional>
#include <vector>

#include "checker/reduce/symmetry/code_facts.hpp"

namespace pagerace::checker::symmetry {

/// Of the registers of a piece of code; nothing where a register may hold any of several values.
using Known = std::vector<std::optional<Value>>;

enum class Fate : std::uint8_t {
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

  /// Executes one instruction. What is loaded, chosen, or depends on the thread is not known, unless it is always the
  /// same.
  Fate step(std::uint32_t index, Known& known) const;

 private:
  std::optional<Value> computed(std::uint32_t index, const Known& known) const;
  /// Of a condition that was not met: whether it is known.
  static Fate fate(bool is_known, bool is_met, bool is_sure);

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const CodeFacts& facts_;
  const std::vector<ValueSet>& memory_;
};

}  // namespace pagerace::checker::symmetry
