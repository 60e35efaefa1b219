// Loads, stores, and what they go to.
#include <stdexcept>

#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

using semantics::ExprKind;
using semantics::Storage;
using system::Check;

namespace {

std::size_t at(Value slot) { return static_cast<std::size_t>(slot); }

}  // namespace

Value Walker::load(Value slot) {
  if (is_local(slot)) {
    const Local& local = locals_[at(slot - Layout::kLocals)];
    if (!local.is_set) throw Failed{Check::Uninitialized};
    return local.value;
  }
  const Held held(*this, slot);
  touch(slot, false);
  // A probe that fails here is gone through again, and has to fail again.
  if (property_ >= 0 && record(memory_->poisoned[at(slot)]) != 0) throw Failed{Check::StaleMemmap};
  if (!live_) return inputs_.at(next_input_++);
  if (!pure_ && property_ < 0 && memory_->poisoned[at(slot)] != 0) throw Failed{Check::StaleMemmap};
  if (pure_) reads_.insert(slot);
  inputs_.push_back(memory_->values[at(slot)]);
  next_input_ = inputs_.size();
  return inputs_.back();
}

void Walker::check_range(Value slot, Value value) const {
  const bool local = is_local(slot);
  const Range range = local ? locals_[at(slot - Layout::kLocals)].range : layout_.slots()[at(slot)].range;
  const bool is_pointer = !local && layout_.slots()[at(slot)].type->is_pointer();
  if (!is_pointer && (value < range.low || value > range.high)) throw Failed{Check::ValueRange};
}

void Walker::store(Value slot, Value value) {
  const Held held(*this, slot);
  const Held stored(*this, value);
  if (!is_local(slot)) touch(slot, true);
  const bool is_seen = is_watched(slot);
  const Value before = is_seen ? record(memory_->values[at(slot)]) : 0;
  check_range(slot, value);
  if (is_local(slot)) {
    locals_[at(slot - Layout::kLocals)].value = value;
    locals_[at(slot - Layout::kLocals)].is_set = true;
    return;
  }
  if (!live_) {
    (depth_ > 0 ? section_stored_ : has_stored_) = true;
    if (is_seen) store_probes(slot, before, value);
    return;
  }
  if (memory_->poisoned[at(slot)] != 0) throw Failed{Check::StaleMemmap};
  if (self_ != 0) evidence_.stored.insert(slot);
  if (self_ != 0 && memory_->values[at(slot)] != value) evidence_.changed.insert(slot);
  memory_->values[at(slot)] = value;
  (depth_ > 0 ? section_stored_ : has_stored_) = true;
  if (is_seen) store_probes(slot, before, value);
}

namespace {

void find_poisoned(const Expr& expr, std::set<const Type*>& found) {
  if (expr.kind == ExprKind::Poison) found.insert(expr.operands[0]->type);
  for (const auto& operand : expr.operands) find_poisoned(*operand, found);
}

void find_poisoned(const Stmt& statement, std::set<const Type*>& found) {
  if (statement.expr != nullptr) find_poisoned(*statement.expr, found);
  if (statement.step != nullptr) find_poisoned(*statement.step, found);
  for (const auto& child : statement.children) find_poisoned(*child, found);
}

}  // namespace

bool Walker::is_poisoned(const Type* type) {
  if (!poisoned_types_) {
    poisoned_types_.emplace();
    for (const auto& function : program_.functions) find_poisoned(*function->body.block, *poisoned_types_);
    for (const auto& thread : program_.threads) find_poisoned(*thread.body.block, *poisoned_types_);
    for (const Body& body : program_.inits) find_poisoned(*body.block, *poisoned_types_);
  }
  return poisoned_types_->contains(type);
}

void Walker::set_poison(const Place& place, bool poisoned) {
  for (Value slot = place.slot; slot < place.slot + size_of(place.type); ++slot) {
    // The object changes hands as a whole: its first slot begins the step.
    const Held held(*this, slot);
    if (slot == place.slot) touch(slot, true);
    if (!live_) {
      (depth_ > 0 ? section_stored_ : has_stored_) = true;
      continue;
    }
    if (self_ != 0) noticed_.written.insert(slot);
    memory_->poisoned[at(slot)] = poisoned ? 1 : 0;
    (depth_ > 0 ? section_stored_ : has_stored_) = true;
  }
}

Walker::Place Walker::part(Value slot, const Type* type) const { return {slot, type, {slot, type, 1}, 0, 0}; }

Walker::Place Walker::place(const Expr& expr, bool may_be_past) {
  tick();
  const Held here(*this, &expr);
  switch (expr.kind) {
    case ExprKind::VariablePlace: {
      const Variable& variable = *expr.variable;
      const bool shared = variable.storage == Storage::Shared || variable.storage == Storage::Ghost;
      Place found = part(shared ? layout_.base(variable) : local_bases_.at(&variable), variable.type);
      found.width = variable.width;
      return found;
    }
    case ExprKind::Dereference:
      return target(evaluate(*expr.operands[0]), expr.type, may_be_past);
    case ExprKind::Element:
      return element(expr, may_be_past);
    case ExprKind::Member: {
      const Place whole = place(*expr.operands[0]);
      const system::StructType& structure = *whole.type->structure;
      Place found = part(whole.slot + offset_of(structure, expr.value), expr.type);
      found.width = structure.fields[at(expr.value)].width;
      return found;
    }
    default:
      throw std::logic_error("not a place");
  }
}

Walker::Place Walker::element(const Expr& expr, bool may_be_past) {
  const Place array = place(*expr.operands[0]);
  const Held held(*this, array.slot);
  const Exact index = exact(evaluate(*expr.operands[1]), expr.operands[1]->type);
  const Value count = array.type->count;
  if (index < 0 || index > count || (index == count && !may_be_past)) throw Failed{Check::OutOfBounds};
  const auto number = static_cast<Value>(index);
  return {array.slot + number * size_of(expr.type), expr.type, {array.slot, expr.type, count}, number, array.width};
}

Walker::Place Walker::target(Value pointer, const Type* type, bool may_be_past) {
  if (pointer == 0) throw Failed{Check::NullPointer};
  const Extent extent = layout_.extent(pointer);
  const Value index = Layout::index(pointer);
  if (index == extent.count && !may_be_past) throw Failed{Check::OutOfBounds};
  return {layout_.slot(pointer), type, extent, index, 0};
}

}  // namespace pagerace::oracle
