// Finds the columns that the code of a thread may still treat in an order, for each location of the thread.
//
// The thread is executed alone, on all paths that it could take whatever the others do. What it loads and chooses is
// unknown; what it computes from constants (above all, the counter of a loop) is known. This distinguishes a loop that
// is finished for good from one that may begin again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "checker/reduce/symmetry/findings.hpp"
#include "checker/reduce/symmetry/known_values.hpp"
#include "checker/reduce/symmetry/typing.hpp"

namespace pagerace::checker::symmetry {

/// For a location, and for the values of some registers: the columns that are used in an order from there on. Each step
/// can only make the set smaller, so a permutation that is allowed once is allowed for ever.
struct OrderAt {
  std::vector<Register> registers;  ///< those that decide: plain numbers, digits of the location's encoding
  std::map<std::vector<Value>, ColumnSet> columns;
};

class OrderedCode {
 public:
  /// `uses` may also hold uses of other code. Types must be solved.
  OrderedCode(const Setting& setting, std::uint32_t code, const Typing& typing, const std::vector<OrderedUse>& uses);

  /// If a thread has more codes than this, no registers decide.
  static constexpr system::Word kMostCodes = 1 << 16;

  /// For each location; empty if no use can be reached from any location.
  const std::vector<OrderAt>& locations() const { return locations_; }

 private:
  struct Node {
    std::uint32_t location = 0;
    std::vector<Value> values;
    ColumnSet columns;
    std::set<std::uint32_t> next;
  };

  void choose_registers(const Typing& typing);
  bool explore();
  void explore_from(std::uint32_t node);
  void run(std::uint32_t node, std::uint32_t block);
  void add(std::uint32_t block, const AbstractRegisters& known);
  void know_nothing();
  bool execute(std::uint32_t node, const system::Block& block, AbstractRegisters& known);
  bool can_go(std::uint32_t block, std::uint32_t edge, const AbstractRegisters& known) const;
  void go(std::uint32_t node, std::uint32_t block, std::uint32_t edge, const AbstractRegisters& known);
  void arrive(std::uint32_t node, std::uint32_t location, const AbstractRegisters& known);
  void note(std::uint32_t node, const OrderedUse& use, const AbstractRegisters& known);
  void spread();

  const Setting& setting_;
  const Piece& piece_;
  const CodeFacts& facts_;
  const KnownValues values_;
  std::map<std::uint32_t, std::vector<const OrderedUse*>> before_, after_;                   ///< by instruction
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<const OrderedUse*>> along_;  ///< by block and edge
  std::vector<OrderAt> locations_;
  std::vector<std::uint32_t> blocks_;  ///< the block that a step from the location begins with, or kNone
  std::vector<Node> nodes_;            ///< node 0 is the beginning of the thread, before its first location
  std::map<std::pair<std::uint32_t, std::vector<Value>>, std::uint32_t> numbers_;
  /// For the current step: blocks, with what is known of the registers that are live there.
  std::set<std::pair<std::uint32_t, AbstractRegisters>> seen_;
  std::vector<std::pair<std::uint32_t, AbstractRegisters>> waiting_;
  AbstractRegisters known_;  ///< of each register
  std::uint64_t steps_ = 0;
  bool is_smaller_ = false;     ///< fewer registers decide than was assumed
  bool is_given_up_ = false;    ///< the code is explored again from its beginning
  bool knows_nothing_ = false;  ///< all registers count as unknown
};

}  // namespace pagerace::checker::symmetry
