// Locals that are read before they are assigned. In C such a value is indeterminate, so reading it is a violation.
//
// A local without an initialiser gets a register for each of its scalars, which says whether it was assigned on the way
// here. The range analysis removes each test that cannot fail, and with its tests a register goes too. So a state holds
// one only where the program really leaves the question open.
#include <fmt/format.h>

#include <algorithm>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

namespace {

/// A larger object counts as assigned when one of its scalars is.
constexpr std::size_t kMostScalars = 64;

}  // namespace

/// At a declaration without an initialiser.
void Emitter::begin_unassigned(const Variable& variable, const Place& place, Span span) {
  const Type* flag = context_.program.types->bool_type();
  const auto clear = [&](Register r) { as_.emit({.op = Opcode::Constant, .dst = r, .imm = 0, .span = span}); };
  if (place.kind == Place::Kind::Local) {
    const auto [found, is_new] = assigned_locals_.try_emplace(place.local);
    if (is_new) found->second = as_.fresh(flag);
    return clear(found->second);
  }
  const auto first = static_cast<system::Cell>(place.offset);
  const auto [found, is_new] = assigned_objects_.try_emplace(first);
  AssignedParts& parts = found->second;
  if (is_new) {
    parts.instance = place.base;
    parts.cells.assign(memory_.cells_of(variable.type), kNoRegister);
    // Locks and queues of the vocabulary start free and empty.
    const auto is_tracked = [&](std::size_t cell) {
      const system::CellInfo& info = context_.system.cells[first + cell];
      return info.type != nullptr && !info.is_detail;
    };
    std::size_t scalars = 0;
    for (std::size_t cell = 0; cell < parts.cells.size(); cell++) scalars += is_tracked(cell) ? 1 : 0;
    const Register shared = scalars > kMostScalars ? as_.fresh(flag) : kNoRegister;
    for (std::size_t cell = 0; cell < parts.cells.size(); cell++) {
      if (is_tracked(cell)) parts.cells[cell] = shared == kNoRegister ? as_.fresh(flag) : shared;
    }
    parts.as_one = shared != kNoRegister;
  }
  for (const Register cell : parts.cells) {
    if (cell != kNoRegister) clear(cell);
    if (cell != kNoRegister && parts.as_one) break;
  }
}

/// The parts of the local object that the place belongs to, with the place of its first cell; null if they are not
/// known.
const Emitter::AssignedParts* Emitter::assigned_parts(const Place& place, system::Cell& first) const {
  if (!place.is_private) return nullptr;
  auto found = assigned_objects_.upper_bound(static_cast<system::Cell>(place.offset));
  if (found == assigned_objects_.begin()) return nullptr;
  --found;
  first = found->first;
  const bool is_inside = static_cast<std::size_t>(place.offset - first) < found->second.cells.size();
  return is_inside ? &found->second : nullptr;
}

/// The number of the place's cell in its object, for a place whose index is computed.
Register Emitter::cell_number(const AssignedParts& parts, system::Cell first, const Place& place, Span span) {
  const Register at = as_.address(place.offset - first, place.base, 1, int_type(), span);
  if (parts.instance == kNoRegister) return at;
  return as_.binary(Opcode::Subtract, at, parts.instance, int_type(), span);
}

/// Calls use(register, whether it is this cell's) for each cell that the place can be; the second is a register too.
template <class Use>
void Emitter::each_possible_part(const AssignedParts& parts, system::Cell first, const Place& place, Span span,
                                 Use use) {
  const Register number = cell_number(parts, first, place, span);
  for (std::size_t cell = 0; cell < parts.cells.size(); cell++) {
    if (parts.cells[cell] == kNoRegister) continue;
    const std::uint32_t group = context_.system.cells[first + cell].group;
    if (std::find(place.groups.begin(), place.groups.end(), group) == place.groups.end()) continue;
    const Register here = as_.constant(static_cast<Value>(cell), int_type(), span);
    use(parts.cells[cell], as_.binary(Opcode::Equal, number, here, int_type(), span));
  }
}

void Emitter::note_assigned(const Place& place, Span span) {
  if (is_resetting_) return;
  const auto set = [&](Register r) { as_.emit({.op = Opcode::Constant, .dst = r, .imm = 1, .span = span}); };
  if (place.kind == Place::Kind::Local) {
    const auto found = assigned_locals_.find(place.local);
    if (found != assigned_locals_.end()) set(found->second);
    return;
  }
  system::Cell first = 0;
  const AssignedParts* parts = assigned_parts(place, first);
  if (parts == nullptr) return;
  if (parts->as_one || place.base == parts->instance) {
    const Register cell = parts->cells[static_cast<std::size_t>(place.offset) - first];
    if (cell != kNoRegister) set(cell);
    return;
  }
  each_possible_part(*parts, first, place, span, [&](Register cell, Register is_this) {
    as_.emit({.op = Opcode::BitOr, .dst = cell, .a = cell, .b = is_this, .span = span});
  });
}

void Emitter::check_assigned(const Place& place, Span span) {
  const auto missing = [&](Register assigned) { return as_.unary(Opcode::LogicalNot, assigned, int_type(), span); };
  const auto fail = [&](Register is_missing, const std::string& name) {
    as_.fail(is_missing, Check::Uninitialized, fmt::format("'{}' is read before it is assigned", name), span);
  };
  if (place.kind == Place::Kind::Local) {
    const auto found = assigned_locals_.find(place.local);
    if (found == assigned_locals_.end()) return;
    const std::string name = as_.code().registers[place.local].name;  // a copy: more registers move it
    return fail(missing(found->second), name);
  }
  system::Cell first = 0;
  const AssignedParts* parts = assigned_parts(place, first);
  if (parts == nullptr) return;
  const std::string name = context_.system.cells[static_cast<std::size_t>(place.offset)].name();
  if (parts->as_one || place.base == parts->instance) {
    const Register cell = parts->cells[static_cast<std::size_t>(place.offset) - first];
    if (cell != kNoRegister) fail(missing(cell), name);
    return;
  }
  Register any = kNoRegister;
  each_possible_part(*parts, first, place, span, [&](Register cell, Register is_this) {
    const Register here = as_.binary(Opcode::BitAnd, is_this, missing(cell), int_type(), span);
    any = any == kNoRegister ? here : as_.binary(Opcode::BitOr, any, here, int_type(), span);
  });
  if (any != kNoRegister) fail(any, context_.system.cells[first].object);
}

}  // namespace pagerace::semantics
