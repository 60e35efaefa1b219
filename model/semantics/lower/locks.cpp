// What the vocabulary knows of a thread: its own variables, its reads of what only it can change, and its end.
#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// The variables of a thread are registers, so they cost nothing where their value follows from the place in the code,
/// as the number of held locks does.
void Emitter::begin_per_thread(Span span) {
  for (const Variable* variable : context_.program.per_thread) {
    const Register own = as_.variable(*variable, variable->name);
    as_.emit({.op = Opcode::Constant, .dst = own, .imm = 0, .span = span});
    per_thread_[variable] = own;
  }
}

std::vector<Register> Emitter::per_thread_registers() const {
  std::vector<Register> registers;
  for (const auto& [variable, own] : per_thread_) registers.push_back(own);
  return registers;
}

void Emitter::refuse_in_formula(Span span) {
  const Span at = vocabulary_call_.value_or(span);
  if (!context_.refused.insert({at.file, at.begin}).second) return;
  context_.diagnostics.error(at, "a formula belongs to no thread, and this asks what one holds",
                             "a probe runs in a thread, and `mutex_is_locked()` and its kin ask whether any does");
}

/// Reported at the call of the vocabulary: there the reader can do something about it.
void Emitter::lock_fault(const Expr& expr) {
  const Span span = vocabulary_call_.value_or(expr.span);
  if (mode_ == Mode::Formula && expr.check != Check::ListCorruption) {
    refuse_in_formula(span);
    return;
  }
  if (mode_ == Mode::Init && expr.goes_on) return;  // the kernel does not warn either before it schedules
  const Register wrong = value(*expr.operands[0]);
  if (expr.goes_on) {
    as_.report(wrong, {expr.check, -1, expr.text, span});
  } else {
    as_.fail(wrong, expr.check, expr.text, span);
  }
}

/// No step of its own: it belongs to the access before it. There it says the same as later, since no other thread can
/// change what it says.
Register Emitter::own(const Expr& expr) {
  if (mode_ == Mode::Formula) refuse_in_formula(expr.span);
  const bool outer = reads_own_;
  reads_own_ = true;
  const Register result = value_copy(*expr.operands[0]);
  reads_own_ = outer;
  return result;
}

void Emitter::exit_thread(Span span) {
  const Function* function = context_.program.thread_exit;
  if (function == nullptr) return;
  Frame frame;
  frame.function = function;
  vocabulary_call_ = span;
  is_unseen_ = true;
  inline_body(*function, frame, span);
  is_unseen_ = false;
  vocabulary_call_.reset();
}

}  // namespace pagerace::semantics
