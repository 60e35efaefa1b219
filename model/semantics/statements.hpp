// Checks the body of a function, thread, init block or probe.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/guards.hpp"
#include "model/semantics/scope.hpp"

namespace pagerace::semantics {

/// The atomic blocks around a label or goto, outermost first.
using AtomicPath = std::vector<const void*>;

/// The labels of one body. Their scope is the whole body, so they are collected before it is checked.
class Labels {
 public:
  Labels(Context& context, const syntax::Block& body);
  /// The number of the label. Empty, with an error, if it does not exist or a jump to it would enter an atomic block.
  /// `guards`: those that are open there. The first `left` of them are open at the label too.
  std::optional<int> jump(const syntax::Identifier& label, const AtomicPath& from, const std::vector<Guard>& guards,
                          std::size_t& left);
  int number(const std::string& name) const { return labels_.at(name).number; }
  /// Warns of labels that nothing jumps to.
  void report_unused();

 private:
  struct Label {
    int number = 0;
    Span span;
    AtomicPath path;
    bool used = false;
    std::vector<const syntax::Stmt*> guards;  ///< open there
  };
  void collect(const syntax::Stmt& statement, AtomicPath& path);
  void collect(const syntax::Block& block, AtomicPath& path);
  void add(const syntax::Identifier& name, const AtomicPath& path);

  Context& context_;
  std::map<std::string, Label> labels_;
  std::vector<const syntax::Stmt*> guards_;  ///< open at the statement that is being collected
};

class Statements {
 public:
  Statements(Context& context, Scope& scope, const syntax::Block& body);

  /// Checks the body and returns it. The scope's parameters are visible in its outermost block.
  StmtPtr check();

 private:
  using Out = std::vector<StmtPtr>;

  /// A switch that encloses the statement being checked.
  struct Switch {
    const Type* type = nullptr;  ///< null after an error in its value
    std::map<Value, Span> cases;
    std::optional<Span> default_case;
    std::size_t guards = 0;  ///< open around it
  };

  void check(const syntax::Stmt& statement, Out& out);
  void visit(const syntax::EmptyStmt&, Span span, Out& out);
  void visit(const syntax::ExprStmt& statement, Span span, Out& out);
  void visit(const syntax::DeclarationStmt& statement, Span span, Out& out);
  void visit(const syntax::Block& block, Span span, Out& out);
  void visit(const syntax::IfStmt& statement, Span span, Out& out);
  void visit(const syntax::WhileStmt& statement, Span span, Out& out);
  void visit(const syntax::DoStmt& statement, Span span, Out& out);
  void visit(const syntax::ForStmt& statement, Span span, Out& out);
  void visit(const syntax::SwitchStmt& statement, Span span, Out& out);
  void visit(const syntax::CaseLabel& label, Span span, Out& out);
  void visit(const syntax::GotoLabel& label, Span span, Out& out);
  void visit(const syntax::BreakStmt&, Span span, Out& out);
  void visit(const syntax::ContinueStmt&, Span span, Out& out);
  void visit(const syntax::ReturnStmt& statement, Span span, Out& out);
  void visit(const syntax::GotoStmt& statement, Span span, Out& out);
  void visit(const syntax::EitherStmt& statement, Span span, Out& out);
  void visit(const syntax::AtomicStmt& statement, Span span, Out& out);
  void visit(const syntax::AssumeStmt& statement, Span span, Out& out);
  void visit(const syntax::NoteStmt& statement, Span span, Out& out);

  // guards.cpp
  Variable* hidden(const std::string& name, const Type* type, Storage storage, Span span);
  void declare_hidden(Variable* variable, ExprPtr value, Out& out);
  void guard(const syntax::Stmt& statement, const syntax::CallExpr& call, Out& out);
  void give_back(std::size_t kept, Span span, Out& out);
  /// At the end of a block: those opened in it are closed.
  void end_guards(std::size_t kept, Span span, Out& out);

  /// Replaces an expression that has an error, so that the statement and its control flow stay.
  ExprPtr or_placeholder(ExprPtr expr, Span span) const;
  StmtPtr one(const syntax::Stmt& statement);
  StmtPtr block(const syntax::Block& block);
  StmtPtr loop_body(const syntax::Stmt& body);
  void declare(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator, Span span,
               Out& out);
  Variable* local(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator);
  void initialize_parts(Variable* variable, const syntax::Expr& initializer, Out& out);
  /// The head `if (...)`: from `begin` to the end of the first parentheses.
  Span head(Span statement, std::uint32_t search_from) const;

  Context& context_;
  Scope& scope_;
  Expressions expressions_;
  const syntax::Block& body_;
  Labels labels_;
  AtomicPath path_;
  std::vector<Switch*> switches_;  ///< null: an atomic block; a case inside it cannot belong to a switch around it
  unsigned loops_ = 0;
  unsigned breakable_ = 0;
  std::vector<Guard> guards_;           ///< open here, the outermost first
  std::size_t guards_at_break_ = 0;     ///< so many are open around the innermost loop or switch
  std::size_t guards_at_continue_ = 0;  ///< and around the innermost loop
};

StmtPtr make_statement(StmtKind kind, Span span);

}  // namespace pagerace::semantics
