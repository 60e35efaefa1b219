// Objects of pools: which are free is in the hidden cell that poison() has as well.
#include <utility>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// The cell that says whether a struct is poisoned, or free.
Place Emitter::hidden_cell(const Place& object) {
  const Region hidden = memory_.poison(object.type->structure);
  Place cell = object;
  cell.type = context_.program.types->bool_type();
  cell.offset += hidden.cell;
  for (std::uint32_t& group : cell.groups) group += hidden.group;
  cell.poisons.clear();
  return cell;
}

/// One step: which object, or that there is none, is chosen from what is possible at that moment.
Register Emitter::allocate(const Expr& expr) {
  const Span span = expr.span;
  const Register result = as_.fresh(expr.type);
  const Label done = as_.label();
  begin_atomic(span);
  const Place array = place(*expr.operands[0]);
  const Register zero = as_.constant(0, int_type(), span);
  if (expr.may_end) {
    as_.emit({.op = Opcode::Constant, .dst = result, .imm = 0, .span = span});
    const Register one = as_.constant(1, int_type(), span);
    as_.branch_zero(as_.binary(Opcode::Choose, zero, one, int_type(), span), done, span);
  }
  const Register last = as_.constant(static_cast<Value>(array.type->count) - 1, int_type(), span);
  const Register index = as_.binary(Opcode::Choose, zero, last, int_type(), span);
  Place object = array;
  object.type = array.type->element;
  object.base = as_.address(0, index, static_cast<std::int32_t>(memory_.cells_of(object.type)), int_type(), span);
  const Place cell = hidden_cell(object);
  as_.assume(load(cell, Ordering::Plain, span), span);
  store(cell, as_.constant(0, cell.type, span), Ordering::Plain, span);
  as_.move(result, element_address(array, index, expr), span);
  as_.bind(done);
  end_atomic();
  return result;
}

/// One step as well. Its members are 0 again: what was in it is nobody's.
void Emitter::free_object(const Expr& expr) {
  begin_atomic(expr.span);
  Place object = place(*expr.operands[0]);
  const Place cell = hidden_cell(object);
  const Register freed = load(cell, Ordering::Plain, expr.span);
  as_.fail(freed, Check::UseAfterFree, "an object is freed that is free", expr.span);
  object.poisons.clear();
  const bool outer = std::exchange(is_resetting_, true);
  zero_cells(object, expr.span);
  is_resetting_ = outer;
  store(cell, as_.constant(1, cell.type, expr.span), Ordering::Plain, expr.span);
  end_atomic();
}

/// Sets the members of a shared object to 0, if that is in their range. No probe sees it.
void Emitter::zero_cells(const Place& object, Span span) {
  if (object.type->kind == TypeKind::Array) {
    for (std::uint32_t i = 0; i < object.type->count; ++i) {
      Place element = object;
      element.type = object.type->element;
      element.offset += static_cast<Value>(i) * memory_.cells_of(element.type);
      zero_cells(element, span);
    }
  } else if (object.type->kind == TypeKind::Struct && !object.type->structure->is_atomic_t) {
    for (std::size_t i = 0; i < object.type->structure->fields.size(); ++i) {
      Place part = member(object, i, span);
      part.poisons.clear();
      zero_cells(part, span);
    }
  } else {
    Place cell = object;
    if (cell.type->kind == TypeKind::Struct) cell.type = cell.type->structure->fields[0].type;
    const Range& range = context_.system.groups[object.groups[0]].range;
    if (range.low <= 0 && range.high >= 0) store(cell, as_.constant(0, cell.type, span), Ordering::Plain, span);
  }
}

}  // namespace pagerace::semantics
