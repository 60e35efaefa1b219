#include "tests/oracle/stores.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace pagerace::oracle {

namespace {

using semantics::Expr;
using semantics::ExprKind;
using semantics::Stmt;
using system::TypeKind;

/// What is stored to: a variable, or an object that a pointer leads to, and the members on the way from there.
struct Target {
  const Variable* variable = nullptr;
  const Type* pointed = nullptr;
  std::vector<Value> members;
};

Target target_of(const Expr& place) {
  switch (place.kind) {
    case ExprKind::VariablePlace:
      return {place.variable, nullptr, {}};
    case ExprKind::Dereference:
      return {nullptr, place.type, {}};
    case ExprKind::Member: {
      Target whole = target_of(*place.operands[0]);
      whole.members.push_back(place.value);
      return whole;
    }
    default:
      return target_of(*place.operands[0]);
  }
}

class Reader {
 public:
  void read(const Stmt& statement) {
    if (statement.kind == semantics::StmtKind::Declare) return read_declaration(statement);
    if (statement.expr != nullptr) read(*statement.expr);
    if (statement.step != nullptr) read(*statement.step);
    for (const auto& child : statement.children) read(*child);
  }
  const std::vector<Target>& targets() const { return targets_; }

 private:
  void read_declaration(const Stmt& statement) {
    if (statement.expr != nullptr) read(*statement.expr);
  }
  void read(const Expr& expr) {
    for (const auto& operand : expr.operands) read(*operand);
    switch (expr.kind) {
      case ExprKind::TryCompareExchange:
        targets_.push_back(target_of(*expr.operands[1]));
        [[fallthrough]];
      case ExprKind::Assign:
      case ExprKind::CompoundAssign:
      case ExprKind::Increment:
      case ExprKind::Exchange:
      case ExprKind::CompareExchange:
      case ExprKind::WaitEvent:
        targets_.push_back(target_of(*expr.operands[0]));
        return;
      case ExprKind::Call:
        if (called_.insert(expr.function).second) read(*expr.function->body.block);
        return;
      default:
        return;
    }
  }

  std::vector<Target> targets_;
  std::set<const semantics::Function*> called_;
};

/// Calls `found` for each slot of an object, with the objects around it, outermost first, and the members between.
using Around = std::vector<std::pair<const Type*, std::size_t>>;  ///< each with the members that lead to it
void each_slot(const Type* type, Around around, std::vector<Value> members, Value& slot,
               const std::function<void(Value, const Around&, const std::vector<Value>&)>& found) {
  around.emplace_back(type, members.size());
  if (type->kind == TypeKind::Array) {
    for (std::uint32_t i = 0; i < type->count; ++i) each_slot(type->element, around, members, slot, found);
  } else if (type->kind == TypeKind::Struct) {
    for (std::size_t i = 0; i < type->structure->fields.size(); ++i) {
      std::vector<Value> inner = members;
      inner.push_back(static_cast<Value>(i));
      each_slot(type->structure->fields[i].type, around, std::move(inner), slot, found);
    }
  } else {
    found(slot++, around, members);
  }
}

bool begins_with(const std::vector<Value>& members, std::size_t from, const std::vector<Value>& wanted) {
  return members.size() >= from + wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), members.begin() + static_cast<std::ptrdiff_t>(from));
}

}  // namespace

namespace {

bool leads_to(const Target& target, const Variable* variable, const Around& around, const std::vector<Value>& members) {
  if (target.variable != nullptr) return target.variable == variable && begins_with(members, 0, target.members);
  return std::any_of(around.begin(), around.end(), [&](const auto& object) {
    return target.pointed == object.first && begins_with(members, object.second, target.members);
  });
}

bool accesses(const Expr& expr);

bool accesses(const Stmt& statement) {
  return (statement.expr != nullptr && accesses(*statement.expr)) ||
         (statement.step != nullptr && accesses(*statement.step)) ||
         std::any_of(statement.children.begin(), statement.children.end(),
                     [](const auto& child) { return accesses(*child); });
}

bool accesses(const Expr& expr) {
  if (expr.kind == ExprKind::Dereference) return true;
  if (expr.kind == ExprKind::VariablePlace && expr.variable->storage == semantics::Storage::Shared) return true;
  if (expr.kind == ExprKind::Call && accesses(*expr.function->body.block)) return true;
  return std::any_of(expr.operands.begin(), expr.operands.end(),
                     [](const auto& operand) { return accesses(*operand); });
}

}  // namespace

bool may_access(const semantics::Function& function) { return accesses(*function.body.block); }

std::set<Value> slots_at(const Expr& place, const semantics::Program& program, const Layout& layout) {
  const Target target = target_of(place);
  std::set<Value> slots;
  for (const Variable* variable : program.shared) {
    Value first = layout.base(*variable);
    each_slot(variable->type, {}, {}, first, [&](Value slot, const Around& around, const std::vector<Value>& members) {
      if (leads_to(target, variable, around, members)) slots.insert(slot);
    });
  }
  return slots;
}

std::set<Value> stores_in_text(const semantics::Program& program, const Layout& layout) {
  Reader reader;
  for (const semantics::Thread& thread : program.threads) reader.read(*thread.body.block);
  std::set<Value> stores;
  for (const Variable* variable : program.shared) {
    Value first = layout.base(*variable);
    each_slot(variable->type, {}, {}, first, [&](Value slot, const Around& around, const std::vector<Value>& members) {
      for (const Target& target : reader.targets()) {
        if (leads_to(target, variable, around, members)) stores.insert(slot);
      }
    });
  }
  return stores;
}

std::set<const Variable*> ghosts_stored_by(const semantics::Probe& probe) {
  Reader reader;
  reader.read(*probe.body.block);
  std::set<const Variable*> ghosts;
  for (const Target& target : reader.targets()) {
    if (target.variable != nullptr && target.variable->storage == semantics::Storage::Ghost)
      ghosts.insert(target.variable);
  }
  return ghosts;
}

}  // namespace pagerace::oracle
