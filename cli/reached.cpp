#include "cli/reached.hpp"

#include "model/semantics/walk.hpp"
#include "model/system/operands.hpp"

namespace pagerace::cli {

using semantics::Expr;
using semantics::ExprKind;
using semantics::Stmt;
using semantics::StmtKind;
using system::Mark;

namespace {

/// Whether an execution of the statement leaves a mark.
bool is_marked(const Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::Block:
    case StmtKind::Label:
    case StmtKind::Case:
    case StmtKind::Atomic:
      return false;
    case StmtKind::Declare:
    case StmtKind::Loop:
      return stmt.expr != nullptr;
    default:
      return true;
  }
}

/// For each mark, whether it is in the code of init.
std::vector<bool> marks_of_init(const system::TransitionSystem& system) {
  std::vector<bool> in_init(system.marks.size(), false);
  for (const system::Instruction& at : system.init.instructions)
    if (at.op == system::Opcode::Mark) in_init[mark_of(at)] = true;
  return in_init;
}

}  // namespace

void add_called(const Expr& expr, std::set<const semantics::Function*>& called) {
  semantics::walk(expr, [&](const Expr& each) {
    if (each.kind != ExprKind::Call || !called.insert(each.function).second || !each.function->body.block) return;
    const auto in_body = [&](const Expr& inner) {
      if (inner.kind == ExprKind::Call) add_called(inner, called);
    };
    semantics::walk(*each.function->body.block, in_body, [](const Stmt&) {});
  });
}

Reached::Reached(const Model& model, const Run& run) {
  const std::vector<Mark>& marks = model.system->marks;
  const auto& seen = run.search.coverage.marks;
  const std::vector<bool> in_init = marks_of_init(*model.system);
  for (std::size_t i = 0; i < marks.size() && i < seen.size(); i++) {
    if (seen[i] == 0) continue;
    const Mark& mark = marks[i];
    const bool is_statement = mark.kind == Mark::Kind::Statement;
    if (!is_statement && mark.kind != Mark::Kind::Enter) continue;
    Executed& executed =
        is_statement ? statements_[{mark.span.file, mark.span.begin, mark.span.end}] : entered_[mark.text];
    (mark.in_probe ? executed.by_properties : in_init[i] ? executed.by_init : executed.by_threads) = true;
  }
  for (const Reported& reported : run.reported) add_formulas(reported.verdict, *model.program);
}

Executed Reached::function(const semantics::Function& function) const {
  const auto entered = entered_.find(function.name);
  Executed executed = entered == entered_.end() ? Executed() : entered->second;
  executed.by_properties |= is_in_formula(&function);
  return executed;
}

Executed Reached::statement(const source::Span& span, const semantics::Function* function) const {
  const auto found = statements_.find({span.file, span.begin, span.end});
  Executed executed = found == statements_.end() ? Executed() : found->second;
  executed.by_properties |= is_in_formula(function);
  return executed;
}

void Reached::add_formulas(const checker::Verdict& verdict, const semantics::Program& program) {
  if (verdict.subject.property < 0 || verdict.outcome == checker::Outcome::Vacuous) return;
  for (const semantics::Formula& formula : program.properties[verdict.subject.property].formulas)
    add_called(*formula.expr, in_formulas_);
}

void each_marked_statement(const semantics::Body& body, const std::function<void(const Stmt&)>& visit) {
  if (!body.block) return;
  std::set<const Stmt*> arguments;  // of notes: they are not executed by themselves
  const auto consider = [&](const Stmt& stmt) {
    if (stmt.kind == StmtKind::Note)
      for (const semantics::StmtPtr& argument : stmt.children) arguments.insert(argument.get());
    if (is_marked(stmt) && !arguments.contains(&stmt)) visit(stmt);
  };
  semantics::walk(
      *body.block, [](const Expr&) {}, consider);
}

}  // namespace pagerace::cli
