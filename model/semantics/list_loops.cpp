// list_for_each_entry() and its kin: the loads of the kernel's macros, in their order.
//
// The macros let the cursor run on to the head of the list, where it points to no object. Here a pointer of its own
// goes along the list. The cursor is set where an entry is reached, and has no value after the last: reading it there
// is a violation, as the kernel's users are told not to.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/statements.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

StmtPtr made_up(StmtKind kind, Span span) {
  StmtPtr statement = make_statement(kind, span);
  statement->is_unmarked = true;
  return statement;
}

StmtPtr without_value(Variable* variable, Span span) {
  StmtPtr statement = made_up(StmtKind::Declare, span);
  statement->variable = variable;
  statement->is_unset = true;
  variable->is_unset_later = true;
  return statement;
}

}  // namespace

/// The loop while it is being made.
struct Statements::ListLoop {
  const syntax::ListLoopStmt& written;
  Span span;                   ///< of its head
  Variable* cursor = nullptr;  ///< the entry, or for list_for_each() the list_head
  Variable* saved = nullptr;   ///< of the _safe form: the entry after it
  Variable* node = nullptr;    ///< goes along the list
  Variable* next = nullptr;    ///< of the _safe form: goes ahead of it
  bool backwards = false;

  const syntax::Expr& head() const { return *written.arguments[saved != nullptr ? 2 : 1]; }
  const syntax::Expr& member() const { return *written.arguments.back(); }
  const char* direction() const { return backwards ? "prev" : "next"; }
};

Variable* Statements::cursor_of(const syntax::ListLoopStmt& loop, std::size_t argument) {
  const syntax::Expr& written = *loop.arguments[argument];
  const auto* name = std::get_if<syntax::NameExpr>(&written.node);
  Variable* variable = name == nullptr ? nullptr : scope_.find(name->name);
  if (variable == nullptr || variable->storage != Storage::Local || variable->is_const) {
    context_.error(written.span, fmt::format("the cursor of '{}' is a local variable", loop.macro.name),
                   "declare it before the loop");
    return nullptr;
  }
  context_.used.insert(variable);
  variable->is_assigned = true;
  return variable;
}

Variable* Statements::walker(const Variable& cursor, const char* what) {
  Variable* node = context_.new_variable({cursor.name + what, cursor.span}, nullptr, Storage::Local);
  const auto head = context_.type_names->struct_named("list_head");
  node->type = context_.types.pointer_to(head);
  node->is_assigned = true;
  node->range = node->type->range();
  context_.used.insert(node);
  scope_.body->locals.push_back(node);
  return node;
}

ExprPtr Statements::read(Variable* variable, Span span) {
  return expressions_.load(expressions_.variable_place(variable, span));
}

/// `variable = value;`
StmtPtr Statements::set(Variable* variable, ExprPtr value, Span span) {
  if (!value) return nullptr;
  StmtPtr statement = made_up(StmtKind::Expression, span);
  statement->expr = assigning(variable, std::move(value), span);
  return statement;
}

ExprPtr Statements::assigning(Variable* variable, ExprPtr value, Span span) {
  if (!value) return nullptr;
  return make(ExprKind::Assign, variable->type, span, expressions_.variable_place(variable, span), std::move(value));
}

/// `node == head`
ExprPtr Statements::is_head(const ListLoop& loop, Variable* node) {
  ExprPtr head = expressions_.value(loop.head());
  if (!head) return nullptr;
  return make(ExprKind::Equal, context_.types.int_type(), loop.span, read(node, loop.span), std::move(head));
}

ExprPtr Statements::after(Variable* node, const ListLoop& loop) {
  ExprPtr place = make(ExprKind::Dereference, node->type->element, loop.span, read(node, loop.span));
  return expressions_.follow(std::move(place), loop.direction(), loop.span);
}

/// To the next entry. The kernel's macros find it in the cursor, which the body may have set to another one.
ExprPtr Statements::advance(const ListLoop& loop) {
  if (loop.saved == nullptr) {
    const bool is_entry = loop.cursor != loop.node;
    ExprPtr from =
        is_entry ? expressions_.member_place(read(loop.cursor, loop.span), loop.member(), loop.span) : nullptr;
    ExprPtr next =
        is_entry ? expressions_.follow(std::move(from), loop.direction(), loop.span) : after(loop.node, loop);
    return assigning(loop.node, std::move(next), loop.span);
  }
  ExprPtr on = assigning(loop.node, read(loop.next, loop.span), loop.span);
  ExprPtr ahead = assigning(loop.next, after(loop.node, loop), loop.span);
  if (!ahead) return nullptr;
  return make(ExprKind::Comma, loop.next->type, loop.span, std::move(on), std::move(ahead));
}

/// What comes before the body: leave the loop at the head, or find the entries.
bool Statements::enter_round(const ListLoop& loop, Out& out) {
  StmtPtr end = made_up(StmtKind::If, loop.span);
  end->expr = is_head(loop, loop.node);
  StmtPtr leave = made_up(StmtKind::Block, loop.span);
  if (loop.cursor != loop.node) leave->children.push_back(without_value(loop.cursor, loop.span));
  if (loop.saved != nullptr) leave->children.push_back(without_value(loop.saved, loop.span));
  leave->children.push_back(made_up(StmtKind::Break, loop.span));
  if (!end->expr) return false;
  end->children.push_back(std::move(leave));
  out.push_back(std::move(end));
  if (loop.cursor == loop.node) return true;
  const Type* entry = loop.cursor->type->element;
  StmtPtr found =
      set(loop.cursor, expressions_.container(read(loop.node, loop.span), entry, loop.member(), loop.span), loop.span);
  if (!found) return false;
  out.push_back(std::move(found));
  if (loop.saved == nullptr) return true;
  // One past the last entry is the head, and a deleted entry leads nowhere: then there is no such entry.
  const Global* nowhere = context_.globals->find("LIST_POISON1");
  StmtPtr ahead = made_up(StmtKind::If, loop.span);
  ExprPtr poisoned = make(ExprKind::Equal, context_.types.int_type(), loop.span, read(loop.next, loop.span),
                          read(nowhere->variable, loop.span));
  ahead->expr =
      make(ExprKind::LogicalOr, context_.types.int_type(), loop.span, is_head(loop, loop.next), std::move(poisoned));
  ahead->children.push_back(without_value(loop.saved, loop.span));
  ahead->children.push_back(
      set(loop.saved, expressions_.container(read(loop.next, loop.span), entry, loop.member(), loop.span), loop.span));
  out.push_back(std::move(ahead));
  return true;
}

bool Statements::begin(ListLoop& loop) {
  const std::string& macro = loop.written.macro.name;
  const bool is_safe = macro.ends_with("_safe");
  const bool has_member = macro != "list_for_each";
  const std::size_t wanted = 2 + (is_safe ? 1 : 0) + (has_member ? 1 : 0);
  if (loop.written.arguments.size() != wanted) {
    context_.error(loop.span,
                   fmt::format("'{}' takes {} arguments, not {}", macro, wanted, loop.written.arguments.size()));
    return false;
  }
  if (context_.globals->find("__list_followed") == nullptr) {
    context_.error(loop.written.macro.span,
                   fmt::format("'{}' goes along a 'struct list_head' of the kernel's, and there is none", macro));
    return false;
  }
  loop.backwards = macro.ends_with("_reverse");
  loop.cursor = cursor_of(loop.written, 0);
  if (is_safe) loop.saved = cursor_of(loop.written, 1);
  if (loop.cursor == nullptr || loop.cursor->type == nullptr || (is_safe && loop.saved == nullptr)) return false;
  const Type* type = loop.cursor->type;
  if (!type->is_pointer() || type->element->kind != TypeKind::Struct || (is_safe && loop.saved->type != type)) {
    context_.error(loop.written.arguments[0]->span,
                   fmt::format("the cursors of '{}' are pointers to the entries", macro));
    return false;
  }
  loop.node = has_member ? walker(*loop.cursor, "->node") : loop.cursor;
  if (is_safe) loop.next = walker(*loop.saved, "->node");
  return true;
}

void Statements::visit(const syntax::ListLoopStmt& written, Span span, Out& out) {
  ListLoop loop{written, head(span, span.begin)};
  if (!begin(loop)) {
    loop_body(*written.body);
    return;
  }
  StmtPtr first = set(loop.node,
                      expressions_.follow(expressions_.pointed_to(loop.head(), quoted(written.macro.name)),
                                          loop.direction(), loop.span),
                      loop.span);
  auto whole = make_statement(StmtKind::Block, loop.span);
  auto round = make_statement(StmtKind::Loop, loop.span);
  auto body = make_statement(StmtKind::Block, written.body->span);
  const bool good = first && enter_round(loop, body->children);
  if (loop.saved != nullptr) loop.saved->is_assigned = false;
  body->children.push_back(loop_body(*written.body));
  if (loop.saved != nullptr && loop.saved->is_assigned)
    context_.error(written.arguments[1]->span,
                   fmt::format("'{}' is assigned in the loop that it belongs to", loop.saved->name));
  if (loop.saved != nullptr) loop.saved->is_assigned = true;
  if (good) round->step = advance(loop);
  if (!good || !round->step) return;
  first->is_unmarked = false;
  whole->children.push_back(std::move(first));
  if (loop.next != nullptr) whole->children.push_back(set(loop.next, after(loop.node, loop), loop.span));
  round->children.push_back(std::move(body));
  whole->children.push_back(std::move(round));
  out.push_back(std::move(whole));
}

}  // namespace pagerace::semantics
