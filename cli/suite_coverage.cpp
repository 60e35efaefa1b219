#include "cli/suite_coverage.hpp"

#include <filesystem>
#include <set>
#include <tuple>

#include "cli/expectations.hpp"
#include "model/semantics/walk.hpp"

namespace pagerace::cli {

using checker::Outcome;
using semantics::Expr;
using semantics::ExprKind;
using semantics::Stmt;
using semantics::StmtKind;
using system::Mark;

namespace {

using Functions = std::set<const semantics::Function*>;

/// Adds the functions called, and those that they call.
void add_called(const Expr& expr, Functions& called) {
  semantics::walk(expr, [&](const Expr& each) {
    if (each.kind != ExprKind::Call || !called.insert(each.function).second || !each.function->body.block) return;
    const auto in_body = [&](const Expr& inner) {
      if (inner.kind == ExprKind::Call) add_called(inner, called);
    };
    semantics::walk(*each.function->body.block, in_body, [](const Stmt&) {});
  });
}

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

/// What one run has reached.
class Reached {
 public:
  Reached(const Model& model, const Run& run) {
    const std::vector<Mark>& marks = model.system->marks;
    const auto& seen = run.search.coverage.marks;
    for (std::size_t i = 0; i < marks.size() && i < seen.size(); i++) {
      if (seen[i] == 0) continue;
      const source::Span span = marks[i].span;
      if (marks[i].kind == Mark::Kind::Statement) statements_.insert({span.file, span.begin, span.end});
      if (marks[i].kind == Mark::Kind::Enter) entered_.insert(marks[i].text);
    }
    for (const Reported& reported : run.reported) add_formulas(reported.verdict, *model.program);
  }

  bool function(const semantics::Function& function) const {
    return entered_.contains(function.name) || in_formulas_.contains(&function);
  }
  /// Formulas leave no marks, so every statement of a function that a formula calls counts as reached.
  bool statement(const source::Span& span, const semantics::Function* function) const {
    return statements_.contains({span.file, span.begin, span.end}) || in_formulas_.contains(function);
  }

 private:
  void add_formulas(const checker::Verdict& verdict, const semantics::Program& program) {
    if (verdict.subject.property < 0 || verdict.outcome == Outcome::Vacuous) return;
    for (const semantics::Formula& formula : program.properties[verdict.subject.property].formulas)
      add_called(*formula.expr, in_formulas_);
  }

  std::set<std::tuple<source::FileId, std::uint32_t, std::uint32_t>> statements_;
  std::set<std::string> entered_;
  Functions in_formulas_;
};

/// Adds one run to the coverage of the files that it has read.
class Adder {
 public:
  Adder(std::map<std::string, SuiteCoverage::File>& files, const Model& model, const Run& run)
      : model_(model), reached_(model, run) {
    for (std::size_t id = 0; id < model.sources.size(); id++) {
      const std::string path =
          std::filesystem::path(model.sources.path(static_cast<source::FileId>(id))).lexically_normal().string();
      files_.push_back(&files[path]);
    }
    files_[model.scenario]->is_scenario = true;
  }

  void add_code() {
    const semantics::Program& program = *model_.program;
    for (const auto& function : program.functions)
      if (function->body.block) add(*function);
    for (const semantics::Body& init : program.inits) add(init, nullptr);
    for (const semantics::Thread& thread : program.threads) add(thread.body, nullptr);
    for (const semantics::Property& property : program.properties)
      for (const semantics::Probe& probe : property.probes) add(probe.body, nullptr);
  }

  void add(const checker::Verdict& verdict, const std::string& where) {
    if (verdict.subject.property < 0) return;
    const semantics::Property& property = model_.program->properties[verdict.subject.property];
    SuiteCoverage::Property& known = file(property.span).properties[property.span.begin];
    if (known.name.empty()) known = {property.name, line(property.span), "", ""};
    std::string* const example = verdict.outcome == Outcome::Holds      ? &known.holds_in
                                 : verdict.outcome == Outcome::Violated ? &known.violated_in
                                                                        : nullptr;
    if (example != nullptr && example->empty()) *example = where;
  }

 private:
  SuiteCoverage::File& file(const source::Span& span) { return *files_[span.file]; }
  unsigned line(const source::Span& span) const { return model_.sources.position(span).line; }

  void add(const semantics::Function& function) {
    if (function.from_vocabulary) {
      file(function.span).is_vocabulary = true;
      return;
    }
    SuiteCoverage::Function& known = file(function.span).functions[function.span.begin];
    if (known.name.empty()) known = {function.name, line(function.span), false};
    known.is_reached |= reached_.function(function);
    add(function.body, &function);
  }

  void add(const semantics::Body& body, const semantics::Function* function) {
    if (!body.block) return;
    std::set<const Stmt*> arguments;  // of notes: they are not executed by themselves
    const auto visit = [&](const Stmt& stmt) {
      if (stmt.kind == StmtKind::Note)
        for (const semantics::StmtPtr& argument : stmt.children) arguments.insert(argument.get());
      if (!is_marked(stmt) || arguments.contains(&stmt)) return;
      auto [known, is_new] = file(stmt.span).statements.try_emplace({stmt.span.begin, stmt.span.end});
      if (is_new) known->second = {line(stmt.span), function == nullptr ? 0 : function->span.begin, false};
      known->second.is_reached |= reached_.statement(stmt.span, function);
    };
    semantics::walk(
        *body.block, [](const Expr&) {}, visit);
  }

  const Model& model_;
  const Reached reached_;
  std::vector<SuiteCoverage::File*> files_;  ///< by file id
};

}  // namespace

void SuiteCoverage::add(const Model& model, const ModelOptions& options, const Run& run) {
  Adder adder(files_, model, run);
  adder.add_code();
  const std::string where = model.path + describe(options);
  for (const Reported& reported : run.reported) adder.add(reported.verdict, where);
}

}  // namespace pagerace::cli
