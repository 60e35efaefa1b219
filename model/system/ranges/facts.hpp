// What is known of the registers at one place of the code: their values and how they are related. A branch on `t` with
// t = !(i < n) therefore also gives facts about i and n.
#pragma once

#include <utility>
#include <vector>

#include "model/system/ranges/value_set.hpp"

namespace pagerace::system {

/// What it means that a register is not 0: `a op b` is true (or false, if negated). Valid until one is assigned.
struct Condition {
  Opcode op = Opcode::Constant;  ///< Constant: nothing is known. Else ToBool (of a), Less.. LessEqualUnsigned or Equal
  Register a = kNoRegister, b = kNoRegister;
  bool negated = false;
  bool known() const { return op != Opcode::Constant; }
  bool operator==(const Condition&) const = default;
};

struct Known {
  ValueSet values;
  Register copy_of = kNoRegister;  ///< a register with the same value, which is itself not a copy
  Condition condition;
  bool operator==(const Known&) const = default;
};

/// What is known if control came from either of the two.
Known join(const Known& left, const Known& right);

class Facts {
 public:
  explicit Facts(std::size_t registers) : known_(registers) {}

  const ValueSet& values(Register r) const { return known_[r].values; }
  const Known& known(Register r) const { return known_[r]; }
  /// What is known of these registers (ascending), without facts that depend on other registers.
  std::vector<Known> of(const std::vector<Register>& registers) const;
  /// Forgets everything and starts with these facts.
  void reset(const std::vector<Register>& registers, const std::vector<Known>& known);

  /// registers[dst] = one of `values`. Older facts about it are removed.
  void assign(Register dst, ValueSet values);
  /// The same, by an instruction whose result says something about its operands: Move, a Wrap that changes nothing, a
  /// comparison.
  void assign(const Instruction& instruction, ValueSet values);

  /// From here on registers[r] is one of `values`, or (suppose) is not 0 or is 0. Returns false if that is impossible.
  bool narrow(Register r, const ValueSet& values);
  bool suppose(Register r, bool is_true);

  /// undo() takes back what narrow and suppose did since the last checkpoint(), with no assignment in between.
  void checkpoint() { journal_.clear(); }
  void undo();

 private:
  void set(Register r, ValueSet values);
  Register root(Register r) const { return known_[r].copy_of == kNoRegister ? r : known_[r].copy_of; }
  Condition condition_of(const Instruction& instruction) const;
  Condition truth_of(Register r) const;
  bool suppose(const Condition& condition, bool is_true);
  bool suppose_less(Register a, Register b, bool strict);
  bool suppose_less_unsigned(Register a, Register b, bool strict);
  bool suppose_equal(Register a, Register b, bool is_true);

  std::vector<Known> known_;
  std::vector<Register> assigned_;  ///< those assigned since the last reset
  std::vector<Register> related_;   ///< those that are or were copies, or have or had a condition
  std::vector<std::pair<Register, ValueSet>> journal_;
};

}  // namespace pagerace::system
