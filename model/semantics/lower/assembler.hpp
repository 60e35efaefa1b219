// Emits instructions: makes fresh registers, binds labels later, and fills side tables when they are needed.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::semantics {

using system::Instruction;
using system::kNoRegister;
using system::Opcode;
using system::Register;

using Label = std::uint32_t;

class Assembler {
 public:
  Assembler(system::TransitionSystem& system, system::Code& code) : system_(system), code_(code) {}

  Register fresh(const Type* type);
  Register variable(const Variable& variable, const std::string& name);

  /// Whether the register is of a variable whose address is taken.
  bool has_address(Register r) const { return std::binary_search(addressed_.begin(), addressed_.end(), r); }

  Label label();
  void bind(Label label);
  std::uint32_t here() const { return static_cast<std::uint32_t>(code_.instructions.size()); }

  std::uint32_t emit(Instruction instruction);
  Register constant(Value value, const Type* type, Span span);
  Register unary(Opcode op, Register a, const Type* type, Span span);
  Register binary(Opcode op, Register a, Register b, const Type* type, Span span);
  Register address(Value imm, Register a, std::int32_t scale, const Type* type, Span span);
  void move(Register dst, Register a, Span span);
  void jump(Label to, Span span);
  void branch_zero(Register a, Label to, Span span);
  void assume(Register a, Span span);
  void fail(Register a, Check check, std::string text, Span span);
  void report(Register a, system::Failure failure);
  /// A violation of the guard's property if it is not 0, which also ends the probe.
  void assertion(Register a, system::Failure failure);
  /// The same, for a pointer to the member that the table is about: other objects of its type may be elsewhere.
  void check_member(Register a, std::uint32_t table, Span span);
  void check_pointer(Register a, std::uint32_t table, Span span);
  Register pointer_add(Register a, Register b, std::int32_t scale, std::uint32_t table, const Type* type, Span span);
  void check_range(Register a, Range range, Check check, std::string text, Span span);
  /// While a probe is lowered: what fails violates the property, and goes on at the exit. Returns the guard before.
  struct Guard {
    int property = -1;
    Label exit = 0;
  };
  std::optional<Guard> guard(std::optional<Guard> guard) { return std::exchange(guard_, guard); }
  bool is_guarded() const { return guard_.has_value(); }
  /// The number of ways to the exit so far.
  std::size_t exits() const { return exits_; }

  /// The mark is held back until the next event, so that a mark before a yield belongs to the step after it.
  void mark(system::Mark mark);
  void flush_marks();

  /// While it is on, a placeholder (a jump to the next instruction) is put before each instruction that may fail.
  /// Returns what was set before.
  bool mark_checks(bool on) { return std::exchange(marks_checks_, on); }
  const std::vector<std::uint32_t>& checks() const { return checks_; }

  /// Replaces labels by instruction numbers. Nothing may be emitted afterwards.
  void finish();

  system::TransitionSystem& system() { return system_; }
  system::Code& code() { return code_; }

 private:
  void leave_probe(Register fails, Check check, std::string text, Span span);

  std::optional<Guard> guard_;
  std::size_t exits_ = 0;
  system::TransitionSystem& system_;
  system::Code& code_;
  std::vector<std::uint32_t> labels_;
  std::vector<std::uint32_t> label_uses_;
  std::vector<system::Mark> held_marks_;
  bool marks_checks_ = false;
  std::vector<std::uint32_t> checks_;  ///< the placeholders
  std::vector<Register> addressed_;    ///< ascending
};

}  // namespace pagerace::semantics
