// Probes. None of them makes a step of its own where it can belong to a step of the program (docs/decisions/0009).
#include <algorithm>
#include <utility>

#include "model/semantics/lower/emitter.hpp"
#include "model/semantics/lower/survey.hpp"

namespace pagerace::semantics {

/// Lowers the body of a probe in one piece with what is around it. A fault in it violates its property, and ends the
/// probe, not the program.
void Emitter::run_probe(int property, const Probe& probe, Frame& frame) {
  const Span span = probe.span;
  Frame* caller = frame_;
  const auto outer_property = std::exchange(probe_property_, property);
  const int outer_section = std::exchange(atomic_section_, ++atomic_sections_);
  atomic_depth_++;
  // What it does is its own, also where the store that it watches is the vocabulary's.
  const int outer_depth = std::exchange(vocabulary_depth_, 0);
  const auto outer_call = std::exchange(vocabulary_call_, std::nullopt);
  frame.exit = as_.label();
  const auto outer_guard = as_.guard(Assembler::Guard{property, frame.exit});
  // A check in a probe ends the probe, and makes no step of the program.
  const bool marked_checks = as_.mark_checks(false);
  system::Mark mark;
  mark.kind = system::Mark::Kind::Probe;
  mark.span = span;
  mark.text = context_.system.properties[property].name;
  add_mark(std::move(mark));
  const std::size_t run = note_probe_run(property, span);
  const std::size_t first_access = context_.system.accesses.size();
  frame_ = &frame;
  std::vector<Loop> outer_loops;
  outer_loops.swap(loops_);
  statement(*probe.body.block);
  as_.bind(frame.exit);
  zero_objects(frame, span);
  loops_.swap(outer_loops);
  auto& groups = context_.system.properties[property].probe_runs[run].groups;
  for (std::size_t i = first_access; i < context_.system.accesses.size(); i++) {
    const system::Access& access = context_.system.accesses[i];
    if (access.kind == system::AccessKind::Write)
      groups.insert(groups.end(), access.groups.begin(), access.groups.end());
  }
  std::ranges::sort(groups);
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  as_.guard(outer_guard);
  as_.mark_checks(marked_checks);
  frame_ = caller;
  atomic_depth_--;
  vocabulary_depth_ = outer_depth;
  vocabulary_call_ = outer_call;
  atomic_section_ = outer_section;
  probe_property_ = outer_property;
}

/// A Report that never fails: coverage then has whether the probe ran.
std::size_t Emitter::note_probe_run(int property, Span span) {
  auto& runs = context_.system.properties[property].probe_runs;
  const auto failure = static_cast<std::uint32_t>(context_.system.failures.size());
  context_.system.failures.push_back({Check::Assertion, property, "", span});
  runs.push_back({failure, {}});
  as_.emit({.op = Opcode::Report, .a = as_.constant(0, int_type(), span), .side = failure, .span = span});
  return runs.size() - 1;
}

const std::vector<std::pair<int, const Probe*>>& Emitter::probes_on(const Function* function) const {
  static const std::vector<std::pair<int, const Probe*>> none;
  const auto found = context_.probes.find(function);
  const bool sees = mode_ != Mode::Formula && probe_property_ < 0;
  return found == context_.probes.end() || !sees ? none : found->second;
}

void Emitter::run_probes(const ProbedCall& call, bool on_return, std::optional<bool> reads_shared) {
  for (const auto& [property, probe] : *call.probes) {
    if (probe->on_return != on_return || probe->reads_shared != reads_shared.value_or(probe->reads_shared)) continue;
    Frame frame;
    for (std::size_t i = 0; i < probe->body.parameters.size(); i++)
      frame.bindings[probe->body.parameters[i]] =
          on_return ? call.callee->bindings.at(call.function->body.parameters[i]) : call.entered[i];
    if (probe->retval) frame.bindings[probe->retval] = {Binding::Kind::Register, call.callee->result, {}};
    run_probe(property, *probe, frame);
  }
}

bool Emitter::needs_step(const ProbedCall& call, bool on_return) {
  return std::ranges::any_of(*call.probes, [&](const auto& entry) {
    return entry.second->on_return == on_return && entry.second->reads_shared;
  });
}

/// Of a call that makes no access: those that need no step do not wait for those that do.
void Emitter::run_without_access(const ProbedCall& call, bool on_return) {
  run_probes(call, on_return, false);
  if (!needs_step(call, on_return)) return;
  own_step(call.span);
  run_probes(call, on_return, true);
}

/// A step that nothing but a probe needs.
void Emitter::own_step(Span span) {
  if (mode_ != Mode::Thread) return;
  if (atomic_depth_ == 0) {
    const std::uint32_t at = as_.emit({.op = Opcode::Yield, .span = span});
    yields_.push_back({PendingYield::Why::Always, at, at + 1, at + 1, span});
  } else if (!is_access(section_yield_)) {
    yields_[open_atomic_.back()].is_forced = true;
  }
}

bool Emitter::is_access(std::uint32_t yield) const { return survey_ != nullptr && survey_->is_access[yield]; }

void Emitter::enter_call(ProbedCall& call) {
  for (const Variable* parameter : call.function == nullptr ? std::vector<Variable*>() : call.function->body.parameters)
    call.entered.push_back(call.callee->bindings.at(parameter));
  if (recorded_ != nullptr) {
    call.number = static_cast<std::uint32_t>(recorded_->calls.size());
    as_.flush_marks();
    recorded_->calls.push_back({as_.here(), 0, {}, false});
    return;
  }
  call.number = next_call_++;
  const SurveyedCall* known = survey_ == nullptr ? nullptr : &survey_->calls[call.number];
  const bool is_in_one_piece = in_atomic();
  if (!is_in_one_piece && !known->has_step) warn_of_nothing_inside(call);
  if (is_in_one_piece || known->first.empty()) return run_without_access(call, false);
  const bool has_entry = std::ranges::any_of(*call.probes, [](const auto& one) { return !one.second->on_return; });
  if (!has_entry && !(known->may_do_without && needs_step(call, true))) return;
  if (has_entry) keep_arguments(call);
  call.awaits = as_.fresh(context_.program.types->bool_type());
  as_.emit({.op = Opcode::Constant, .dst = call.awaits, .imm = 1, .span = call.span});
  awaiting_.push_back(&call);
}

/// A property that counts who is inside would hold for nothing.
void Emitter::warn_of_nothing_inside(const ProbedCall& call) {
  for (const auto& [property, entry] : *call.probes) {
    if (entry->on_return) continue;
    const int of = property;
    const bool returns = std::ranges::any_of(
        *call.probes, [of](const auto& other) { return other.first == of && other.second->on_return; });
    if (!returns || !context_.warned.insert(entry).second) continue;
    context_.diagnostics.warning(entry->span,
                                 "no thread is ever seen inside of '" + call.function->name + "', which makes no step",
                                 "cond_resched() in it is a step in which others come by");
  }
}

/// The probe sees the arguments as they were at the call, though it runs later.
void Emitter::keep_arguments(ProbedCall& call) {
  for (std::size_t i = 0; i < call.entered.size(); i++) {
    const Variable& parameter = *call.function->body.parameters[i];
    Binding& binding = call.entered[i];
    if (binding.kind != Binding::Kind::Register || !(parameter.is_assigned || parameter.address_taken)) continue;
    const Register copy = as_.fresh(parameter.type);
    as_.move(copy, binding.reg, call.span);
    binding.reg = copy;
  }
}

/// The first access of these calls is here, if it was not made already.
void Emitter::begin_first_access(std::uint32_t yield) {
  for (ProbedCall* call : std::vector<ProbedCall*>(awaiting_)) {
    const auto& first = survey_->calls[call->number].first;
    if (!std::ranges::binary_search(first, yield)) continue;
    const Label over = as_.label();
    as_.branch_zero(call->awaits, over, call->span);
    run_probes(*call, false);
    as_.emit({.op = Opcode::Constant, .dst = call->awaits, .imm = 0, .span = call->span});
    as_.bind(over);
  }
}

void Emitter::leave_call(ProbedCall& call) {
  if (recorded_ != nullptr) {
    as_.flush_marks();
    recorded_->calls[call.number].end = as_.here();
    return;
  }
  const bool awaits = call.awaits != kNoRegister;
  if (awaits) awaiting_.pop_back();
  const bool may_do_without = awaits && survey_->calls[call.number].may_do_without;
  const bool had_none = !awaits && (in_atomic() || survey_->calls[call.number].first.empty());
  if (had_none) return run_without_access(call, true);
  if (!may_do_without) return run_probes(call, true);
  const Label had_one = as_.label(), end = as_.label();
  as_.branch_zero(call.awaits, had_one, call.span);
  run_without_access(call, false);
  run_without_access(call, true);
  as_.jump(end, call.span);
  as_.bind(had_one);
  run_probes(call, true);
  as_.bind(end);
}

/// What a store looks like to `probe store`: the cells that it may write, and the object around them.
void Emitter::run_store_probes(const Place& place, Register before, Register after, Span span) {
  for (const StoreProbe& one : context_.store_probes) {
    const bool all = std::ranges::all_of(place.groups, [&](std::uint32_t group) { return group_in(one, group); });
    if (!std::ranges::any_of(place.groups, [&](std::uint32_t group) { return group_in(one, group); })) continue;
    const Label over = as_.label();
    const Register cell = as_.address(place.offset, place.base, 1, int_type(), span);
    if (!all) skip_other_cells(one, cell, over, span);
    Frame frame;
    if (one.probe->object != nullptr)
      frame.bindings[one.probe->object] = {Binding::Kind::Register, object_around(one, cell, span), {}};
    const auto& parameters = one.probe->body.parameters;
    if (!parameters.empty()) {
      frame.bindings[parameters[0]] = {Binding::Kind::Register, before, {}};
      frame.bindings[parameters[1]] = {Binding::Kind::Register, after, {}};
    }
    run_probe(one.property, *one.probe, frame);
    as_.bind(over);
  }
}

/// Probes see what the program stores, not what they note themselves.
bool Emitter::is_watched(const Place& place) const {
  if (mode_ == Mode::Formula || in_probe() || recorded_ != nullptr || place.is_private) return false;
  return std::ranges::any_of(context_.store_probes, [&](const StoreProbe& one) {
    return std::ranges::any_of(place.groups, [&](std::uint32_t group) { return group_in(one, group); });
  });
}

bool Emitter::group_in(const StoreProbe& probe, std::uint32_t group) {
  return std::ranges::binary_search(probe.groups, group);
}

/// Jumps if the store goes to none of the cells that the probe watches.
void Emitter::skip_other_cells(const StoreProbe& one, Register cell, Label over, Span span) {
  Register other = as_.constant(1, int_type(), span);
  for (system::Cell watched = 1; watched < context_.system.cells.size(); watched++) {
    const system::CellInfo& info = context_.system.cells[watched];
    if (info.type == nullptr || !group_in(one, info.group)) continue;
    const Register differs =
        as_.binary(Opcode::NotEqual, cell, as_.constant(watched, int_type(), span), int_type(), span);
    other = as_.binary(Opcode::BitAnd, other, differs, int_type(), span);
  }
  as_.branch_zero(as_.unary(Opcode::LogicalNot, other, int_type(), span), over, span);
}

/// The pointer to the struct that `probe store(page->_refcount)` calls page.
Register Emitter::object_around(const StoreProbe& one, Register cell, Span span) {
  return as_.address(-static_cast<Value>(one.offset), cell, 1, one.probe->object->type, span);
}

}  // namespace pagerace::semantics
