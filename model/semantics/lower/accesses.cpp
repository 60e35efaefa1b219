// Loads, stores, and the steps that they make.
#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

void Emitter::yield(PendingYield::Why why, Span span) {
  if (mode_ != Mode::Thread) return;
  // A thread that waits in the vocabulary is told to be at its call.
  if (vocabulary_call_) span = *vocabulary_call_;
  const std::uint32_t at = as_.emit({.op = Opcode::Yield, .span = span});
  yields_.push_back({why, at, at + 1, at + 1, span});
  if (survey_ != nullptr) begin_first_access(next_yield_++);
}

void Emitter::begin_atomic(Span span) {
  if (atomic_depth_++ > 0) return;
  atomic_section_ = ++atomic_sections_;
  if (mode_ != Mode::Thread) return;
  as_.mark_checks(false);
  section_yield_ = next_yield_;
  open_atomic_.push_back(yields_.size());
  yield(PendingYield::Why::Atomic, span);
}

void Emitter::end_atomic() {
  if (--atomic_depth_ > 0) return;
  atomic_section_ = 0;
  if (mode_ != Mode::Thread) return;
  as_.mark_checks(true);
  yields_[open_atomic_.back()].end = as_.here();
  open_atomic_.pop_back();
}

void Emitter::begin_access(const Place& place, Span span) {
  if (place.is_private || reads_own_ || in_atomic()) return;
  yield(PendingYield::Why::Access, span);
}

std::uint32_t Emitter::access(system::AccessKind kind, const Place& place, Ordering ordering, Span span) {
  system::Access access;
  access.kind = kind;
  access.ordering = ordering == Ordering::Plain && atomic_ordering_ ? *atomic_ordering_ : ordering;
  access.is_atomic = in_atomic() || reads_own_;
  access.in_probe = probe_property_ >= 0;
  access.groups = place.groups;
  access.span = span;
  context_.system.accesses.push_back(std::move(access));
  return static_cast<std::uint32_t>(context_.system.accesses.size() - 1);
}

void Emitter::emit_load(Register dst, Register base, system::Value offset, std::uint32_t side, Span span) {
  as_.emit({.op = Opcode::Load, .of_next = of_next_, .dst = dst, .a = base, .imm = offset, .side = side, .span = span});
}

void Emitter::raw_load_cell(Register dst, const Place::Poison& cell, Span span) {
  Place hidden;
  hidden.groups = cell.groups;
  emit_load(dst, cell.base, cell.offset, access(system::AccessKind::Read, hidden, Ordering::Plain, span), span);
}

/// Emits a jump to the returned label for a pointer that is not into these structs. For others, finds the struct.
Label Emitter::begin_if_inside(Place::Poison& cell, Span span) {
  const Type* type = context_.program.types->int_type();
  const Label outside = as_.label();
  const Register begin = as_.constant(cell.extent.begin, type, span);
  as_.branch_zero(as_.binary(Opcode::LessEqual, begin, cell.inside, type, span), outside, span);
  const Register end = as_.constant(cell.extent.end, type, span);
  as_.branch_zero(as_.binary(Opcode::Less, cell.inside, end, type, span), outside, span);
  const Register cells = as_.binary(Opcode::Subtract, cell.inside, begin, type, span);
  const Register stride = as_.constant(cell.extent.stride, type, span);
  const Register index = as_.binary(Opcode::DivideSigned, cells, stride, type, span);
  cell.base = as_.address(0, index, static_cast<std::int32_t>(cell.extent.stride), type, span);
  return outside;
}

void Emitter::check_poison(const Place& place, Span span) {
  if (mode_ == Mode::Formula || mode_ == Mode::Init) return;
  for (Place::Poison cell : place.poisons) {
    const bool may_be_outside = cell.inside != kNoRegister;
    const Label outside = may_be_outside ? begin_if_inside(cell, span) : Label{};
    const Register poisoned = as_.fresh(context_.program.types->bool_type());
    raw_load_cell(poisoned, cell, span);
    if (cell.is_pooled)
      as_.fail(poisoned, Check::UseAfterFree, "access to " + cell.name + ", which is free", span);
    else
      as_.fail(poisoned, Check::StaleMemmap, "access to " + cell.name + " while it is poisoned", span);
    if (may_be_outside) as_.bind(outside);
  }
}

/// What a probe touches makes no step of the program.
void Emitter::note_access() {
  if (!yields_.empty() && !in_probe()) yields_.back().end = std::max(yields_.back().end, as_.here());
}

/// The value for a probe that sees the store.
Register Emitter::look_at(const Place& place, Span span) {
  const Register dst = as_.fresh(place.type);
  const std::uint32_t side = access(system::AccessKind::Read, place, Ordering::Plain, span);
  context_.system.accesses[side].in_probe = true;
  emit_load(dst, place.base, place.offset, side, span);
  return dst;
}

/// A value that the ghost has no room for is the property's fault, found before the store.
void Emitter::check_ghost(const Place& place, Register value, Span span) {
  const Range range = context_.system.groups[place.groups[0]].range;
  as_.check_range(value, range, Check::ValueRange, "value outside the range of the ghost", span);
}

Register Emitter::load(const Place& place, Ordering ordering, Span span) {
  check_assigned(place, span);
  if (place.kind == Place::Kind::Local) return place.local;
  begin_access(place, span);
  check_poison(place, span);
  const Register dst = as_.fresh(place.type);
  emit_load(dst, place.base, place.offset, access(system::AccessKind::Read, place, ordering, span), span);
  if (!reads_own_) note_access();
  return dst;
}

void Emitter::store(const Place& place, Register value, Ordering ordering, Span span) {
  if (place.kind == Place::Kind::Local) {
    const system::RegisterInfo& info = as_.code().registers[place.local];
    if (info.has_range) {
      as_.check_range(value, info.range, Check::ValueRange, "value outside the range of '" + info.name + "'", span);
    }
    as_.move(place.local, value, span);
    return note_assigned(place, span);
  }
  begin_access(place, span);
  check_poison(place, span);
  const bool watched = !is_resetting_ && is_watched(place);
  const Register before = watched ? look_at(place, span) : kNoRegister;
  if (in_probe() && place.is_ghost && !place.type->is_pointer()) check_ghost(place, value, span);
  as_.emit({.op = Opcode::Store,
            .a = place.base,
            .b = value,
            .imm = place.offset,
            .side = access(system::AccessKind::Write, place, ordering, span),
            .span = span});
  note_access();
  note_assigned(place, span);
  if (watched) run_store_probes(place, before, value, span);
}

}  // namespace pagerace::semantics
