// if, loops, switch and jumps.
#include <fmt/format.h>

#include <utility>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/statements.hpp"

namespace pagerace::semantics {

Span Statements::head(Span statement, std::uint32_t search_from) const {
  const std::string& text = context_.sources.text(statement.file);
  const std::size_t end = std::min<std::size_t>(statement.end, text.size());
  unsigned depth = 0;
  for (std::size_t i = search_from; i < end; ++i) {
    if (text.compare(i, 2, "/*") == 0) {
      const std::size_t close = text.find("*/", i + 2);
      if (close == std::string::npos) break;
      i = close + 1;
    } else if (text.compare(i, 2, "//") == 0) {
      i = std::min(text.find('\n', i), end);
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')' && --depth == 0) {
      statement.end = static_cast<std::uint32_t>(i + 1);
      return statement;
    }
  }
  return statement;
}

void Statements::visit(const syntax::IfStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::If, head(span, span.begin));
  result->expr = or_placeholder(expressions_.condition(*statement.condition), span);
  result->children.push_back(one(*statement.then));
  if (statement.otherwise) result->children.push_back(one(*statement.otherwise));
  out.push_back(std::move(result));
}

StmtPtr Statements::loop_body(const syntax::Stmt& body) {
  ++loops_;
  ++breakable_;
  const std::size_t at_break = std::exchange(guards_at_break_, guards_.size());
  const std::size_t at_continue = std::exchange(guards_at_continue_, guards_.size());
  StmtPtr result = one(body);
  guards_at_break_ = at_break;
  guards_at_continue_ = at_continue;
  --loops_;
  --breakable_;
  return result;
}

void Statements::visit(const syntax::WhileStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Loop, head(span, span.begin));
  result->expr = or_placeholder(expressions_.condition(*statement.condition), span);
  result->children.push_back(loop_body(*statement.body));
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::DoStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Loop, span);
  result->children.push_back(loop_body(*statement.body));
  result->expr = or_placeholder(expressions_.condition(*statement.condition), span);
  result->test_last = true;
  // The head is the `while (...)` after the body.
  const std::string& text = context_.sources.text(span.file);
  const std::size_t word = text.find("while", statement.body->span.end);
  if (word != std::string::npos && word < span.end)
    result->span = head({span.file, static_cast<std::uint32_t>(word), span.end}, static_cast<std::uint32_t>(word));
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::ForStmt& statement, Span span, Out& out) {
  scope_.blocks.emplace_back();
  auto whole = make_statement(StmtKind::Block, head(span, span.begin));
  if (statement.init) check(*statement.init, whole->children);
  auto loop = make_statement(StmtKind::Loop, whole->span);
  if (statement.condition)
    loop->expr = or_placeholder(expressions_.condition(*statement.condition), statement.condition->span);
  if (statement.step) loop->step = expressions_.discarded(*statement.step);
  loop->children.push_back(loop_body(*statement.body));
  scope_.blocks.pop_back();
  whole->children.push_back(std::move(loop));
  out.push_back(std::move(whole));
}

void Statements::visit(const syntax::SwitchStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Switch, head(span, span.begin));
  result->expr = expressions_.number(*statement.value, "switch");
  Switch cases;
  if (result->expr) cases.type = result->expr->type;
  result->expr = or_placeholder(std::move(result->expr), span);
  cases.guards = guards_.size();
  switches_.push_back(&cases);
  ++breakable_;
  const std::size_t at_break = std::exchange(guards_at_break_, guards_.size());
  result->children.push_back(one(*statement.body));
  guards_at_break_ = at_break;
  --breakable_;
  switches_.pop_back();
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::CaseLabel& label, Span span, Out& out) {
  Span word = span;
  if (label.value)
    word.end = label.value->span.end;
  else
    word.end = std::min(span.end, span.begin + 7);
  auto result = make_statement(StmtKind::Case, word);
  Switch* around = switches_.empty() ? nullptr : switches_.back();
  const char* name = label.value ? "case" : "default";
  if (around == nullptr)
    context_.error(word, switches_.empty() ? fmt::format("'{}' outside of a switch", name)
                                           : fmt::format("'{}' would enter an atomic block", name));
  if (around != nullptr && around->guards != guards_.size())
    context_.error(word, fmt::format("this '{}' would pass a guard, and not take what it guards", name),
                   "put the guard and what it is for into braces");
  result->is_default = !label.value;
  if (label.value) {
    ExprPtr value = context_.globals->constant(*label.value, "the value of a case");
    if (value && around != nullptr && around->type != nullptr) {
      value = assigned(context_, std::move(value), around->type, "the value of the switch");
      const auto known = value ? around->cases.find(value->value) : around->cases.end();
      if (value && known != around->cases.end()) {
        context_.error(word, fmt::format("there are two cases for {}", value->value));
        context_.diagnostics.note(known->second, "the first one is here");
      } else if (value) {
        around->cases.emplace(value->value, word);
        result->value = value->value;
      }
    }
  } else if (around != nullptr) {
    if (around->default_case) {
      context_.error(word, "there are two defaults in this switch");
      context_.diagnostics.note(*around->default_case, "the first one is here");
    }
    around->default_case = word;
  }
  out.push_back(std::move(result));
  if (label.body) check(*label.body, out);
}

void Statements::visit(const syntax::BreakStmt&, Span span, Out& out) {
  if (breakable_ == 0) context_.error(span, "break outside of a loop or switch");
  give_back(guards_at_break_, span, out);
  out.push_back(make_statement(StmtKind::Break, span));
}

void Statements::visit(const syntax::ContinueStmt&, Span span, Out& out) {
  if (loops_ == 0) context_.error(span, "continue outside of a loop");
  give_back(guards_at_continue_, span, out);
  out.push_back(make_statement(StmtKind::Continue, span));
}

void Statements::visit(const syntax::GotoStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Goto, span);
  std::size_t left = guards_.size();
  result->label = labels_.jump(statement.label, path_, guards_, left).value_or(0);
  if (left < guards_.size()) give_back(left, span, out);
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::GotoLabel& label, Span, Out& out) {
  auto result = make_statement(StmtKind::Label, label.label.span);
  result->label = labels_.number(label.label.name);
  out.push_back(std::move(result));
  if (label.body) check(*label.body, out);
}

}  // namespace pagerace::semantics
