// Which columns the code of a thread may still treat in an order, from where the thread stands.
//
// The thread is executed alone, in all ways that it could go whatever the others do: what it loads and chooses is
// unknown, what it computes from constants (the counter of a loop, above all) is known. A loop that is left behind for
// good is thereby told from one that may begin again.
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

/// For a location, by what some registers hold: the columns that are used in an order, from there on or later. Along
/// each step the set only gets smaller, so that a permutation that is allowed once is allowed for ever.
struct OrderAt {
  std::vector<Register> registers;  ///< that decide; plain numbers, digits of the location's encoding
  std::map<std::vector<Value>, ColumnSet> columns;
};

class OrderedCode {
 public:
  /// `uses` may hold those of other code too. Types must be solved.
  OrderedCode(const Setting& setting, std::uint32_t code, const Typing& typing, const std::vector<OrderedUse>& uses);

  /// Where a thread has more codes than this, registers decide nothing.
  static constexpr system::Word kMostCodes = 1 << 16;

  /// For each location; empty where no use can be reached from anywhere.
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
  std::vector<std::uint32_t> blocks_;  ///< that a step from the location begins with, or kNone
  std::vector<Node> nodes_;            ///< node 0 is the beginning of the thread, before its first location
  std::map<std::pair<std::uint32_t, std::vector<Value>>, std::uint32_t> numbers_;
  /// Of the step at hand: blocks, with what is known of the registers that are alive there.
  std::set<std::pair<std::uint32_t, AbstractRegisters>> seen_;
  std::vector<std::pair<std::uint32_t, AbstractRegisters>> waiting_;
  AbstractRegisters known_;  ///< of each register
  std::uint64_t steps_ = 0;
  bool is_smaller_ = false;     ///< fewer registers decide than was assumed
  bool knows_nothing_ = false;  ///< of any register
};

}  // namespace pagerace::checker::symmetry
