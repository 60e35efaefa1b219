// Statements, threads and init.
#include <algorithm>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

Emitter::Emitter(LoweringContext& context, system::Code& code, Mode mode, std::uint32_t copies)
    : context_(context), memory_(context.memory), as_(context.system, code), mode_(mode), copies_(copies) {
  as_.mark_checks(mode == Mode::Thread);
}

void Emitter::thread(const Thread& thread) {
  Frame frame;
  frame.exit = as_.label();
  for (const Variable* parameter : thread.body.parameters) {
    const Register number = as_.fresh(int_type());
    as_.emit({.op = Opcode::Instance, .dst = number, .span = thread.span});
    const Register own = as_.variable(*parameter, parameter->name);
    as_.move(own, number, thread.span);
    frame.bindings[parameter] = {Binding::Kind::Register, own, {}};
  }
  frame_ = &frame;
  begin_per_thread(thread.span);
  ProbedCall probed{nullptr, &frame, &probes_on(nullptr), thread.span};
  const bool has_probes = !probed.probes->empty();
  if (has_probes) enter_call(probed);
  statement(*thread.body.block);
  as_.bind(frame.exit);
  zero_objects(frame, thread.span);
  if (has_probes) leave_call(probed);
  exit_thread(thread.span);
  as_.flush_marks();
  yield(PendingYield::Why::End, thread.span);
  frame_ = nullptr;
}

void Emitter::init(const Body& body) {
  Frame frame;
  frame.exit = as_.label();
  frame_ = &frame;
  if (per_thread_.empty()) begin_per_thread(body.block->span);
  statement(*body.block);
  as_.bind(frame.exit);
  frame_ = nullptr;
}

void Emitter::add_mark(system::Mark mark) {
  if (is_unseen_) return;
  mark.in_probe = probe_property_ >= 0;
  as_.mark(std::move(mark));
}

void Emitter::mark_statement(const Stmt& stmt) {
  if (mode_ == Mode::Formula || vocabulary_depth_ > 0) return;
  system::Mark mark;
  mark.kind = system::Mark::Kind::Statement;
  mark.span = stmt.span;
  mark.in_scenario = stmt.span.file == context_.program.scenario;
  add_mark(std::move(mark));
}

void Emitter::statements(const std::vector<StmtPtr>& list) {
  for (const StmtPtr& stmt : list) statement(*stmt);
}

void Emitter::statement(const Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::Block:
      return statements(stmt.children);
    case StmtKind::Label:
      as_.bind(goto_label(stmt.label, stmt.span));
      return statements(stmt.children);
    case StmtKind::Case:
      as_.bind(case_label(stmt));
      return statements(stmt.children);
    case StmtKind::Declare:
      return declare(stmt);
    case StmtKind::Loop:
      return loop(stmt);
    default:
      break;
  }
  if (stmt.kind != StmtKind::Atomic) mark_statement(stmt);
  switch (stmt.kind) {
    case StmtKind::Expression:
      return effect(*stmt.expr);
    case StmtKind::If:
      return if_statement(stmt);
    case StmtKind::Switch:
      return switch_statement(stmt);
    case StmtKind::Break:
      return as_.jump(loops_.back().on_break, stmt.span);
    case StmtKind::Continue: {
      std::size_t i = loops_.size() - 1;
      while (!loops_[i].on_continue) i--;
      return as_.jump(*loops_[i].on_continue, stmt.span);
    }
    case StmtKind::Return:
      return return_statement(stmt);
    case StmtKind::Goto:
      return as_.jump(goto_label(stmt.label, stmt.span), stmt.span);
    case StmtKind::Either:
      return either(stmt);
    case StmtKind::Atomic:
      begin_atomic(stmt.span);
      statements(stmt.children);
      return end_atomic();
    case StmtKind::Assume:  // the whole condition is tested at one moment
      begin_atomic(stmt.span);
      as_.assume(value(*stmt.expr), stmt.span);
      return end_atomic();
    case StmtKind::Note:
      return note(stmt);
    default:
      return;
  }
}

void Emitter::declare_local(const Variable& variable, Span span) {
  Binding& own = frame_->bindings[&variable];
  if (variable.type->is_scalar()) {
    own = {Binding::Kind::Register, as_.variable(variable, variable.name), {}};
    return;
  }
  if (mode_ == Mode::Formula) {
    context_.diagnostics.error(span, "a function used in a formula cannot have a local array or struct",
                               "use plain variables, or a ghost variable");
  }
  const Region region = memory_.add_private(variable, copies_);
  own.kind = Binding::Kind::Object;
  own.place.type = variable.type;
  own.place.is_private = true;
  own.place.offset = region.cell;
  own.place.groups = {region.group};
  if (copies_ > 1) {
    const Register instance = as_.fresh(int_type());
    as_.emit({.op = Opcode::Instance, .dst = instance, .span = span});
    const auto stride = static_cast<std::int32_t>(memory_.cells_of(variable.type) + 1);
    own.place.base = as_.address(0, instance, stride, int_type(), span);
  }
  frame_->objects.push_back(&variable);
}

void Emitter::declare(const Stmt& stmt) {
  const Variable& variable = *stmt.variable;
  if (variable.storage == Storage::Parameter) {
    // Another name for what a guard was given: whatever changes later, it is that.
    frame_->bindings[&variable] = bind_argument(variable, *stmt.expr, true);
    return;
  }
  if (stmt.expr) mark_statement(stmt);
  if (!frame_->bindings.contains(&variable)) declare_local(variable, stmt.span);
  const Place place = variable_place(&variable, stmt.span);
  if (place.kind == Place::Kind::Memory) {
    if (!stmt.expr) {
      zero_object(place, stmt.span);
      if (stmt.is_unset) begin_unassigned(variable, place, stmt.span);
      return;
    }
    const Expr& source = stmt.expr->kind == ExprKind::Read ? *stmt.expr->operands[0] : *stmt.expr;
    return copy_object(place, this->place(source), *stmt.expr);
  }
  if (stmt.expr) return store(place, value(*stmt.expr), Ordering::Plain, stmt.span);
  // A braced initialiser begins with 0. Without one it is not read before it is assigned: a value of its range will do.
  const system::RegisterInfo& info = as_.code().registers[place.local];
  const Value start = info.has_range ? std::clamp<Value>(0, info.range.low, info.range.high) : 0;
  as_.emit({.op = Opcode::Constant, .dst = place.local, .imm = start, .span = stmt.span});
  if (stmt.is_unset) begin_unassigned(variable, place, stmt.span);
}

void Emitter::if_statement(const Stmt& stmt) {
  const Label otherwise = as_.label();
  branch_unless(*stmt.expr, otherwise);
  statement(*stmt.children[0]);
  if (stmt.children.size() == 1) return as_.bind(otherwise);
  const Label end = as_.label();
  as_.jump(end, stmt.span);
  as_.bind(otherwise);
  statement(*stmt.children[1]);
  as_.bind(end);
}

namespace {

bool assigns(const Expr& expr, const Variable* variable) {
  const bool changes = expr.kind == ExprKind::Assign || expr.kind == ExprKind::CompoundAssign ||
                       expr.kind == ExprKind::Increment || expr.kind == ExprKind::TryCompareExchange;
  if (changes && std::any_of(expr.operands.begin(), expr.operands.end(), [&](const ExprPtr& operand) {
        return operand->kind == ExprKind::VariablePlace && operand->variable == variable;
      }))
    return true;
  return std::any_of(expr.operands.begin(), expr.operands.end(),
                     [&](const ExprPtr& operand) { return assigns(*operand, variable); });
}

bool assigns(const Stmt& stmt, const Variable* variable) {
  if (stmt.expr && assigns(*stmt.expr, variable)) return true;
  if (stmt.step && assigns(*stmt.step, variable)) return true;
  return std::any_of(stmt.children.begin(), stmt.children.end(),
                     [&](const StmtPtr& child) { return assigns(*child, variable); });
}

const Variable* local_in(const Expr& expr) {
  if (expr.kind == ExprKind::Convert || expr.kind == ExprKind::Read) return local_in(*expr.operands[0]);
  const bool is_own = expr.kind == ExprKind::VariablePlace && !expr.variable->address_taken &&
                      (expr.variable->storage == Storage::Local || expr.variable->storage == Storage::Parameter);
  return is_own ? expr.variable : nullptr;
}

/// Whether counting the variable on and on leaves its type without a failure.
bool wraps(const Variable& counter) { return !counter.type->is_signed && counter.type->bits >= 32; }

/// Whether the counter cannot be on the wrong side of the bound in all of its values.
bool is_within(const Expr& bound, bool may_be_equal, bool up, const Variable& counter) {
  if (wraps(counter) && bound.type->bits != counter.type->bits) return false;
  if (!may_be_equal) return true;
  const Value last = counter.type->bits == 64 ? -1 : counter.type->range().high;
  return bound.kind == ExprKind::Constant && (!wraps(counter) || bound.value != (up ? last : 0));
}

/// Whether it is a loop like `for (i = 0; i < n; i++)`: it ends, whatever its body does.
bool counts_up_to_bound(const Stmt& loop) {
  if (!loop.step || !loop.expr || loop.step->kind != ExprKind::Increment) return false;
  const Expr& test = *loop.expr;
  if (test.kind != ExprKind::Less && test.kind != ExprKind::LessEqual) return false;
  const bool up = loop.step->value > 0;
  const Variable* counter = local_in(*test.operands[up ? 0 : 1]);
  return counter != nullptr && counter == local_in(*loop.step->operands[0]) && !assigns(*loop.children[0], counter) &&
         is_within(*test.operands[up ? 1 : 0], test.kind == ExprKind::LessEqual, up, *counter);
}

/// Whether it is a loop like `while (n--)` or `while (n-- > 0)`.
bool counts_down_in_test(const Stmt& loop) {
  if (!loop.expr) return false;
  const Expr* test = loop.expr.get();
  const auto is_zero = [](const Expr& expr) { return expr.kind == ExprKind::Constant && expr.value == 0; };
  if (test->kind == ExprKind::Less && is_zero(*test->operands[0])) test = test->operands[1].get();
  if (test->kind != ExprKind::Increment || test->value >= 0) return false;
  const Variable* counter = local_in(*test->operands[0]);
  return counter != nullptr && !assigns(*loop.children[0], counter) && !(loop.step && assigns(*loop.step, counter));
}

bool is_counted(const Stmt& loop) { return counts_up_to_bound(loop) || counts_down_in_test(loop); }

}  // namespace

void Emitter::loop(const Stmt& stmt) {
  const Label body = as_.label();
  const Label test = as_.label();
  const Label on_continue = as_.label();
  const Label on_break = as_.label();
  if (stmt.test_last) as_.jump(body, stmt.span);
  as_.bind(test);
  if (stmt.expr) {
    mark_statement(stmt);
    branch_unless(*stmt.expr, on_break);
  }
  as_.bind(body);
  loops_.push_back({on_break, on_continue});
  statement(*stmt.children[0]);
  loops_.pop_back();
  as_.bind(on_continue);
  if (stmt.step) effect(*stmt.step);
  as_.jump(test, stmt.span);
  if (is_counted(stmt)) counted_.push_back(as_.here() - 1);
  as_.bind(on_break);
}

namespace {

void find_cases(const Stmt& stmt, std::vector<const Stmt*>& found) {
  if (stmt.kind == StmtKind::Case) found.push_back(&stmt);
  for (const StmtPtr& child : stmt.children)
    if (child->kind != StmtKind::Switch) find_cases(*child, found);
}

}  // namespace

void Emitter::switch_statement(const Stmt& stmt) {
  const Register at = value_copy(*stmt.expr);
  std::vector<const Stmt*> cases;
  find_cases(*stmt.children[0], cases);
  const Label end = as_.label();
  Label otherwise = end;
  for (const Stmt* label : cases) {
    const Label made = as_.label();
    case_labels_[label] = {made, atomic_section_};
    if (label->is_default) {
      otherwise = made;
      continue;
    }
    const Register wanted = as_.constant(label->value, stmt.expr->type, label->span);
    as_.branch_zero(as_.binary(Opcode::NotEqual, at, wanted, int_type(), label->span), made, label->span);
  }
  as_.jump(otherwise, stmt.span);
  loops_.push_back({end, std::nullopt});
  statement(*stmt.children[0]);
  loops_.pop_back();
  as_.bind(end);
}

Label Emitter::case_label(const Stmt& stmt) {
  const auto& [label, section] = case_labels_.at(&stmt);
  if (section != atomic_section_) {
    context_.diagnostics.error(stmt.span, "case label inside an atomic section that the switch is outside of",
                               "put the whole switch inside `atomic`, or the section inside one case");
  }
  return label;
}

void Emitter::either(const Stmt& stmt) {
  const Label end = as_.label();
  const auto last = static_cast<Value>(stmt.children.size()) - 1;
  const Register low = as_.constant(0, int_type(), stmt.span);
  const Register high = as_.constant(last, int_type(), stmt.span);
  const Register chosen = as_.binary(Opcode::Choose, low, high, int_type(), stmt.span);
  for (std::size_t i = 0; i < stmt.children.size(); i++) {
    const Label next = as_.label();
    const Register number = as_.constant(static_cast<Value>(i), int_type(), stmt.span);
    as_.branch_zero(as_.binary(Opcode::Equal, chosen, number, int_type(), stmt.span), next, stmt.span);
    statement(*stmt.children[i]);
    as_.jump(end, stmt.span);
    as_.bind(next);
  }
  as_.bind(end);
}

void Emitter::return_statement(const Stmt& stmt) {
  if (stmt.expr) {
    const Register result = value(*stmt.expr);
    if (frame_->result != kNoRegister && result != kNoRegister) as_.move(frame_->result, result, stmt.span);
  }
  as_.jump(frame_->exit, stmt.span);
}

void Emitter::note(const Stmt& stmt) {
  system::Mark mark;
  mark.kind = system::Mark::Kind::Note;
  mark.span = stmt.span;
  mark.text = stmt.text;
  for (const StmtPtr& argument : stmt.children) {
    mark.arguments.push_back(value(*argument->expr));
    mark.argument_text.emplace_back();
    mark.argument_types.push_back(argument->expr->type);
  }
  add_mark(std::move(mark));
}

Label Emitter::goto_label(int label, Span span) {
  // All jumps and the label must be in the same section as the first that was seen: a jump into an atomic section would
  // enter its step in the middle.
  const auto found = frame_->labels.find(label);
  if (found == frame_->labels.end()) {
    const Label made = as_.label();
    frame_->labels[label] = {made, atomic_section_};
    return made;
  }
  if (found->second.second != atomic_section_) {
    context_.diagnostics.error(span, "goto into or out of an atomic section",
                               "put the label on the same side of `atomic`");
  }
  return found->second.first;
}

}  // namespace pagerace::semantics
