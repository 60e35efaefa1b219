// Executes the instructions of a step without knowing what memory holds: constant propagation along each path (Kildall,
// "A unified approach to global program optimization", 1973). A value is a constant, or it is unknown.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/cell_groups.hpp"
#include "checker/reduce/partial_order/slices.hpp"
#include "checker/reduce/partial_order/step_summary.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

/// The thread that runs, as Opcode::Self and Opcode::Instance have it.
struct ThreadId {
  Value self = 0, number = 0;
};

/// What is known at one point of a path through a step. Only relevant registers are followed (see Slices).
struct AbstractState {
  /// A guard that the path has read or stored to.
  struct Guard {
    Cell cell = 0;
    std::optional<Value> required;  ///< its value when the step began, if the path depends on it
    std::optional<Value> now;
    auto operator<=>(const Guard&) const = default;
  };
  std::uint32_t pc = 0;
  bool forked = false;                                    ///< the content of memory has decided where the path goes
  bool vague = false;                                     ///< nothing is known of guards any more
  std::vector<std::pair<system::Register, Value>> known;  ///< registers ascending
  std::vector<Guard> guards;                              ///< cells ascending
  auto operator<=>(const AbstractState&) const = default;

  std::optional<Value> value_of(system::Register reg) const;
  void set(system::Register reg, std::optional<Value> value);
};

/// The cells that a path has touched so far. The members are those of StepSummary.
struct AccessSets {
  explicit AccessSets(std::uint32_t cells)
      : reads(cells), writes(cells), always(cells), always_stores(cells), seen(cells) {}
  Bits reads, writes, always, always_stores, seen;
};

struct Path {
  AbstractState state;
  AccessSets touched;
};

/// Executes single instructions. If the result depends on something unknown, the path forks.
class AbstractInterpreter {
 public:
  /// All must outlive it.
  AbstractInterpreter(const system::TransitionSystem& system, const system::Code& code, const Slices& slices,
                      const std::vector<bool>& guards)
      : system_(system), code_(code), slices_(slices), guards_(guards), groups_(system) {}

  enum class InstructionResult {
    GoesOn,
    Forked,  ///< `forks` go on instead
    Blocked,
    Fails,
    Yields,  ///< to location `side` of the instruction
    Ends,    ///< of the code
  };
  /// Executes the next instruction.
  InstructionResult execute(Path& path, ThreadId id);

  std::vector<Path> forks;
  bool may_fail = false;   ///< the instruction could have failed too; cleared by the caller
  bool may_block = false;  ///< or blocked

 private:
  using Instruction = system::Instruction;
  using AbstractValue = std::optional<Value>;

  InstructionResult compute(Path& path, const Instruction& at);
  InstructionResult load(Path& path, const Instruction& at);
  InstructionResult store(Path& path, const Instruction& at);
  void keep(Path& path, const Instruction& at, const std::vector<Cell>& cells) const;
  InstructionResult choose(Path& path, const Instruction& at);
  InstructionResult branch(Path& path, const Instruction& at);
  InstructionResult assume(Path& path, const Instruction& at);
  InstructionResult check(Path& path, std::optional<bool> fails);
  InstructionResult fork(Path& path, const Instruction& at, const std::vector<Value>& values, Cell guard);
  std::vector<Cell> cells_of(const Path& path, const Instruction& at) const;
  AbstractValue constant_in(Cell cell) const;
  AbstractValue read(const Path& path, system::Register r) const {
    return r == system::kNoRegister ? AbstractValue(0) : path.state.value_of(r);
  }
  void set(Path& path, system::Register dst, AbstractValue value) const;

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const Slices& slices_;
  const std::vector<bool>& guards_;
  const CellGroups groups_;
};

}  // namespace pagerace::checker::partial_order
