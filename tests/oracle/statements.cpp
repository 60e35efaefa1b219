// Statements, in C's order.
#include <functional>
#include <stdexcept>

#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

using semantics::StmtKind;

namespace {

bool contains(const Stmt& whole, const Stmt* part) {
  if (&whole == part) return true;
  for (const auto& child : whole.children) {
    if (contains(*child, part)) return true;
  }
  return false;
}

const Stmt* find(const Stmt& whole, const std::function<bool(const Stmt&)>& wanted) {
  if (wanted(whole)) return &whole;
  for (const auto& child : whole.children) {
    if (const Stmt* found = find(*child, wanted)) return found;
  }
  return nullptr;
}

/// The label of a switch that a value goes to. Those of switches inside are not its own.
const Stmt* find_case(const Stmt& body, const std::function<bool(const Stmt&)>& wanted) {
  if (body.kind == StmtKind::Case && wanted(body)) return &body;
  for (const auto& child : body.children) {
    if (child->kind == StmtKind::Switch) continue;
    if (const Stmt* found = find_case(*child, wanted)) return found;
  }
  return nullptr;
}

}  // namespace

/// While something is sought, only what contains it runs, from there on.
Walker::Flow Walker::execute(const Stmt& statement) {
  tick();
  const Held here(*this, &statement);
  if (seek_ == &statement) seek_ = nullptr;
  switch (statement.kind) {
    case StmtKind::Expression:
      evaluate(*statement.expr);
      return Flow::Normal;
    case StmtKind::Declare: {
      forget(statement);
      if (statement.expr == nullptr) return Flow::Normal;
      const Value base = local_bases_.at(statement.variable);
      if (statement.variable->type->kind == system::TypeKind::Struct) {
        copy(part(base, statement.variable->type), place(*statement.expr->operands[0]));
      } else {
        store(base, evaluate(*statement.expr));
      }
      return Flow::Normal;
    }
    case StmtKind::Block:
      return block(statement);
    case StmtKind::If:
    case StmtKind::Either:
      return branch(statement);
    case StmtKind::Loop:
      return loop(statement);
    case StmtKind::Switch:
      return switch_over(statement);
    case StmtKind::Case:
    case StmtKind::Label:
      return Flow::Normal;
    case StmtKind::Break:
      return Flow::Break;
    case StmtKind::Continue:
      return Flow::Continue;
    case StmtKind::Return:
      if (statement.expr != nullptr) result_ = evaluate(*statement.expr);
      return Flow::Return;
    case StmtKind::Goto:
      label_ = statement.label;
      return Flow::Goto;
    case StmtKind::Atomic: {
      const Section whole(*this, &statement);
      return execute(*statement.children[0]);
    }
    case StmtKind::Assume:
      wait_for(statement);
      return Flow::Normal;
    case StmtKind::Note:
      for (const auto& child : statement.children) execute(*child);
      return Flow::Normal;
  }
  throw std::logic_error("a statement of no kind");
}

Walker::Flow Walker::block(const Stmt& statement) {
  std::size_t next = 0;
  while (next < statement.children.size()) {
    const Stmt& child = *statement.children[next++];
    if (seek_ != nullptr && !contains(child, seek_)) continue;
    const Flow flow = execute(child);
    if (flow == Flow::Normal) continue;
    if (flow != Flow::Goto) return flow;
    const Stmt* label =
        find(statement, [&](const Stmt& part) { return part.kind == StmtKind::Label && part.label == label_; });
    if (label == nullptr) return flow;
    seek_ = label;
    next = 0;
    const Held to(*this, Value{label_});
    before_check();
    come_round();
  }
  return Flow::Normal;
}

Walker::Flow Walker::branch(const Stmt& statement) {
  if (seek_ != nullptr) {
    for (const auto& child : statement.children) {
      if (contains(*child, seek_)) return execute(*child);
    }
  }
  if (statement.kind == StmtKind::Either) {
    return execute(
        *statement.children[static_cast<std::size_t>(choose(static_cast<Value>(statement.children.size())))]);
  }
  if (evaluate(*statement.expr) != 0) return execute(*statement.children[0]);
  return statement.children.size() > 1 ? execute(*statement.children[1]) : Flow::Normal;
}

Walker::Flow Walker::loop(const Stmt& statement) {
  bool skip_test = statement.test_last || seek_ != nullptr;
  before_check();
  for (;;) {
    tick();
    if (!skip_test && statement.expr != nullptr && evaluate(*statement.expr) == 0) return Flow::Normal;
    skip_test = false;
    come_round();
    const Flow flow = execute(*statement.children[0]);
    if (flow == Flow::Break) return Flow::Normal;
    if (flow == Flow::Return || flow == Flow::Goto) return flow;
    if (statement.step != nullptr) evaluate(*statement.step);
  }
}

Walker::Flow Walker::switch_over(const Stmt& statement) {
  const Stmt& body = *statement.children[0];
  if (seek_ == nullptr) {
    const Value value = evaluate(*statement.expr);
    seek_ = find_case(body, [&](const Stmt& part) { return !part.is_default && part.value == value; });
    if (seek_ == nullptr) seek_ = find_case(body, [](const Stmt& part) { return part.is_default; });
    if (seek_ == nullptr) return Flow::Normal;
  }
  const Flow flow = execute(body);
  return flow == Flow::Break ? Flow::Normal : flow;
}

/// A step of its own, even where only the thread itself knows what decides it.
void Walker::wait_for(const Stmt& statement) {
  const Section whole(*this, &statement);
  touch(kWait, false);
  if (evaluate(*statement.expr) == 0 && live_) throw Blocked{};
}

/// A braced initialiser starts with 0 each time; without any, nothing is there to be read.
void Walker::forget(const Stmt& declaration) {
  forget(local_bases_.at(declaration.variable), declaration.variable->type, declaration.is_unset);
}

void Walker::forget(Value slot, const Type* type, bool is_unset) {
  if (type->kind == system::TypeKind::Array) {
    for (Value i = 0; i < type->count; ++i) forget(slot + i * size_of(type->element), type->element, is_unset);
  } else if (type->kind == system::TypeKind::Struct) {
    const system::StructType& structure = *type->structure;
    // A lock starts free, a queue empty; a counter is a number like others.
    const bool is_ready = structure.from_vocabulary && !structure.is_atomic_t;
    for (std::size_t i = 0; i < structure.fields.size(); ++i) {
      forget(slot + offset_of(structure, static_cast<Value>(i)), structure.fields[i].type, is_unset && !is_ready);
    }
  } else {
    Local& local = locals_[static_cast<std::size_t>(slot - Layout::kLocals)];
    local.value = 0;
    local.is_set = !is_unset;
  }
}

}  // namespace pagerace::oracle
