// A step on its way, run without knowing what memory holds: instructions over values that may be unknown.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/attempts.hpp"
#include "checker/reduce/partial_order/slices.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

/// The running thread, as Opcode::Self and Opcode::Instance have it.
struct Who {
  Value self = 0, number = 0;
};

/// What an attempt to take a step knows. Of registers only those that steer it are followed.
struct Attempt {
  /// Of a guard that was looked at or stored to.
  struct Guard {
    Cell cell = 0;
    std::optional<Value> required;  ///< what it held when the step began, if the attempt depends on that
    std::optional<Value> now;
    auto operator<=>(const Guard&) const = default;
  };
  std::uint32_t pc = 0;
  bool forked = false;                                    ///< what memory holds has decided something
  bool vague = false;                                     ///< knows nothing of guards any more
  std::vector<std::pair<system::Register, Value>> known;  ///< registers ascending
  std::vector<Guard> guards;                              ///< cells ascending
  auto operator<=>(const Attempt&) const = default;

  std::optional<Value> value_of(system::Register reg) const;
  void set(system::Register reg, std::optional<Value> value);
};

/// Cells; see Attempts.
struct Touched {
  explicit Touched(std::uint32_t cells)
      : reads(cells), writes(cells), always(cells), always_stores(cells), seen(cells) {}
  Bits reads, writes, always, always_stores, seen;
};

struct Running {
  Attempt at;
  Touched touched;
};

/// Executes single instructions. Where it cannot know how they go, the attempt forks.
class AttemptMachine {
 public:
  /// All must outlive it.
  AttemptMachine(const system::TransitionSystem& system, const system::Code& code, const Slices& slices,
                 const std::vector<bool>& guards)
      : system_(system), code_(code), slices_(slices), guards_(guards) {}

  enum class Fate {
    GoesOn,
    Forked,  ///< `forks` go on instead
    Blocked,
    Fails,
    Yields,  ///< to location `side` of the instruction
    Ends,    ///< of the code
  };
  /// One instruction.
  Fate execute(Running& run, Who who);

  std::vector<Running> forks;
  bool may_fail = false;   ///< the instruction could have failed too; cleared by the caller
  bool may_block = false;  ///< or blocked

 private:
  using Instruction = system::Instruction;
  using Known = std::optional<Value>;

  Fate compute(Running& run, const Instruction& at);
  Fate load(Running& run, const Instruction& at);
  Fate store(Running& run, const Instruction& at);
  void keep(Running& run, const Instruction& at, const std::vector<Cell>& cells) const;
  Fate choose(Running& run, const Instruction& at);
  Fate branch(Running& run, const Instruction& at);
  Fate assume(Running& run, const Instruction& at);
  Fate check(Running& run, std::optional<bool> fails);
  Fate fork(Running& run, const Instruction& at, const std::vector<Value>& values, Cell guard);
  std::vector<Cell> cells_of(const Running& run, const Instruction& at) const;
  Known constant_in(Cell cell) const;
  Known read(const Running& run, system::Register r) const {
    return r == system::kNoRegister ? Known(0) : run.at.value_of(r);
  }
  void set(Running& run, system::Register dst, Known value) const;

  const system::TransitionSystem& system_;
  const system::Code& code_;
  const Slices& slices_;
  const std::vector<bool>& guards_;
};

}  // namespace pagerace::checker::partial_order
