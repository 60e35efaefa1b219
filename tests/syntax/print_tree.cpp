#include "tests/syntax/print_tree.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace pagerace::syntax {
namespace {

std::string print(const StmtPtr& stmt);
std::string print(const VariableDeclaration& variables);
std::string print(const Parameter& parameter);
std::string print(const Probe& probe);
std::string print(const Formula& formula);

const char* spelling(UnaryOp op) {
  constexpr const char* names[] = {"+", "-", "!", "~", "*", "&", "++_", "--_", "_++", "_--"};
  return names[static_cast<int>(op)];
}

const char* spelling(BinaryOp op) {
  constexpr const char* names[] = {"*",  "/",  "%",  "+", "-", "<<", ">>", "<",  "<=", ">",
                                   ">=", "==", "!=", "&", "^", "|",  "&&", "||", ","};
  return names[static_cast<int>(op)];
}

const char* spelling(TemporalOp op) {
  constexpr const char* names[] = {"imply", "equivalent", "always", "eventually", "next", "until"};
  return names[static_cast<int>(op)];
}

template <typename Items>
std::string printed(const Items& items) {
  std::string result;
  for (const auto& item : items) result += fmt::format(" {}", print(item));
  return result;
}

std::string stars(unsigned count) { return std::string(count, '*'); }

std::string print(const TypeSpecifier& type) {
  const char* kind = type.kind == TypeSpecifier::Kind::Struct ? "struct "
                     : type.kind == TypeSpecifier::Kind::Enum ? "enum "
                                                              : "";
  return fmt::format("{}{}{}", type.is_const ? "const " : "", kind, type.name);
}

std::string print(const Declarator& declarator) {
  std::string result = fmt::format("{}{}", stars(declarator.pointers), declarator.name.name);
  if (declarator.is_function) result += fmt::format("({} )", printed(declarator.parameters));
  for (const ExprPtr& dimension : declarator.dimensions) result += fmt::format("[{}]", print(dimension));
  if (declarator.width) result += fmt::format(":{}", print(declarator.width));
  if (declarator.range) result += fmt::format("<{} {}>", print(declarator.range->low), print(declarator.range->high));
  if (declarator.initializer) result += fmt::format(" = {}", print(declarator.initializer));
  return result;
}

std::string print(const VariableDeclaration& variables) {
  std::string result = fmt::format("(var {}", print(variables.type));
  for (const Declarator& declarator : variables.declarators) result += fmt::format(" ({})", print(declarator));
  return result + ")";
}

std::string print(const Parameter& parameter) {
  return fmt::format("({} {})", print(parameter.type), print(parameter.declarator));
}

struct PrintExpr {
  std::string operator()(const IntegerLiteral& e) const {
    return fmt::format("{}{}{}", e.value, e.is_unsigned ? "u" : "", e.is_long ? "l" : "");
  }
  std::string operator()(const BoolLiteral& e) const { return e.value ? "true" : "false"; }
  std::string operator()(const NullLiteral&) const { return "NULL"; }
  std::string operator()(const StringLiteral& e) const { return fmt::format("\"{}\"", e.value); }
  std::string operator()(const NameExpr& e) const { return e.name; }
  std::string operator()(const UnaryExpr& e) const { return fmt::format("({} {})", spelling(e.op), print(e.operand)); }
  std::string operator()(const BinaryExpr& e) const {
    return fmt::format("({} {} {})", spelling(e.op), print(e.left), print(e.right));
  }
  std::string operator()(const AssignExpr& e) const {
    return fmt::format("({}= {} {})", e.op ? spelling(*e.op) : "", print(e.target), print(e.value));
  }
  std::string operator()(const ConditionalExpr& e) const {
    return fmt::format("(? {} {} {})", print(e.condition), print(e.then), print(e.otherwise));
  }
  std::string operator()(const CallExpr& e) const {
    return fmt::format("(call {}{})", e.target ? print(e.target) : e.callee.name, printed(e.arguments));
  }
  std::string operator()(const ContainerOfExpr& e) const {
    return fmt::format("({} {} {}{} {})", e.macro.name, print(e.pointer), print(e.type.specifier),
                       stars(e.type.pointers), print(e.member));
  }
  std::string operator()(const IndexExpr& e) const { return fmt::format("([] {} {})", print(e.base), print(e.index)); }
  std::string operator()(const MemberExpr& e) const {
    return fmt::format("({} {} {})", e.arrow ? "->" : ".", print(e.base), e.member.name);
  }
  std::string operator()(const CastExpr& e) const {
    return fmt::format("(cast {}{} {})", print(e.type.specifier), stars(e.type.pointers), print(e.operand));
  }
  std::string operator()(const CompoundLiteral& e) const {
    return fmt::format("(literal {}{} {})", print(e.type.specifier), stars(e.type.pointers), print(e.value));
  }
  std::string operator()(const AnyExpr& e) const {
    return e.high ? fmt::format("(any {} {})", print(e.low), print(e.high)) : fmt::format("(any {})", print(e.low));
  }
  std::string operator()(const QuantifierExpr& e) const {
    const std::string domain = e.high ? fmt::format("{} .. {}", print(e.low), print(e.high)) : print(e.low);
    return fmt::format("({} {} : {} {})", e.universal ? "forall" : "exists", e.name.name, domain, print(e.body));
  }
  std::string operator()(const TemporalExpr& e) const {
    return e.left ? fmt::format("({} {} {})", spelling(e.op), print(e.left), print(e.right))
                  : fmt::format("({} {})", spelling(e.op), print(e.right));
  }
  std::string operator()(const InitializerList& e) const {
    std::string result = "{";
    for (const InitializerItem& item : e.items) {
      if (!item.field.name.empty()) result += fmt::format(" .{} =", item.field.name);
      if (item.index) result += fmt::format(" [{}] =", print(item.index));
      result += fmt::format(" {}", print(item.value));
    }
    return result + " }";
  }
};

struct PrintStmt {
  std::string operator()(const EmptyStmt&) const { return "()"; }
  std::string operator()(const ExprStmt& s) const { return syntax::print(s.expr); }
  std::string operator()(const DeclarationStmt& s) const { return print(s.declaration); }
  std::string operator()(const Block& s) const { return syntax::print(s); }
  std::string operator()(const IfStmt& s) const {
    const std::string otherwise = s.otherwise ? fmt::format(" {}", print(s.otherwise)) : "";
    return fmt::format("(if {} {}{})", syntax::print(s.condition), print(s.then), otherwise);
  }
  std::string operator()(const WhileStmt& s) const {
    return fmt::format("(while {} {})", syntax::print(s.condition), print(s.body));
  }
  std::string operator()(const DoStmt& s) const {
    return fmt::format("(do {} {})", print(s.body), syntax::print(s.condition));
  }
  std::string operator()(const ForStmt& s) const {
    return fmt::format("(for {} {} {} {})", s.init ? print(s.init) : "-", syntax::print(s.condition),
                       syntax::print(s.step), print(s.body));
  }
  std::string operator()(const ListLoopStmt& s) const {
    return fmt::format("({}{} {})", s.macro.name, printed(s.arguments), print(s.body));
  }
  std::string operator()(const SwitchStmt& s) const {
    return fmt::format("(switch {} {})", syntax::print(s.value), print(s.body));
  }
  std::string operator()(const CaseLabel& s) const {
    return s.value ? fmt::format("(case {} {})", syntax::print(s.value), print(s.body))
                   : fmt::format("(default {})", print(s.body));
  }
  std::string operator()(const GotoLabel& s) const { return fmt::format("(label {} {})", s.label.name, print(s.body)); }
  std::string operator()(const BreakStmt&) const { return "(break)"; }
  std::string operator()(const ContinueStmt&) const { return "(continue)"; }
  std::string operator()(const ReturnStmt& s) const {
    return s.value ? fmt::format("(return {})", syntax::print(s.value)) : "(return)";
  }
  std::string operator()(const GotoStmt& s) const { return fmt::format("(goto {})", s.label.name); }
  std::string operator()(const EitherStmt& s) const {
    std::string result = "(either";
    for (const Block& choice : s.choices) result += fmt::format(" {}", syntax::print(choice));
    return result + ")";
  }
  std::string operator()(const AtomicStmt& s) const { return fmt::format("(atomic {})", syntax::print(s.body)); }
  std::string operator()(const AssumeStmt& s) const { return fmt::format("(assume {})", syntax::print(s.condition)); }
  std::string operator()(const NoteStmt& s) const {
    return fmt::format("(note \"{}\"{})", s.format, printed(s.arguments));
  }
};

std::string print(const StmtPtr& stmt) { return std::visit(PrintStmt{}, stmt->node); }

std::string print(const Probe& probe) {
  return fmt::format("({}probe {}{} {})", probe.on_return ? "return " : "", probe.function.name,
                     probe.has_parameters ? fmt::format(" ({} )", printed(probe.parameters)) : "", print(probe.body));
}

std::string print(const Formula& formula) {
  constexpr const char* kinds[] = {"always", "reachable", "at_end", "temporal"};
  constexpr const char* strengths[] = {"none", "weak", "strong"};
  const std::string fair =
      formula.fairness ? fmt::format(" fair {}", strengths[static_cast<int>(*formula.fairness)]) : "";
  return fmt::format("({} {}{})", kinds[static_cast<int>(formula.kind)], print(formula.expr), fair);
}

struct PrintDeclaration {
  std::string operator()(const VariableDeclaration& d) const { return print(d); }
  std::string operator()(const FunctionDeclaration& d) const {
    std::string words = d.overrides ? "override " : "";
    if (d.is_atomic) words += d.ordering.name.empty() ? "atomic " : fmt::format("atomic({}) ", d.ordering.name);
    return fmt::format("(function {}{}{} {} ({} ) {})", words, print(d.result), stars(d.result_pointers), d.name.name,
                       printed(d.parameters), d.body ? syntax::print(*d.body) : "-");
  }
  std::string operator()(const StructDeclaration& d) const {
    return fmt::format("(struct {}{})", d.name.name, printed(d.fields));
  }
  std::string operator()(const ExtendDeclaration& d) const {
    return fmt::format("(extend {}{})", d.name.name, printed(d.fields));
  }
  std::string operator()(const EnumDeclaration& d) const {
    std::string result = fmt::format("(enum {}", d.name.name.empty() ? "-" : d.name.name);
    for (const auto& [name, value] : d.constants) {
      result += fmt::format(" {}{}", name.name, value ? fmt::format("={}", syntax::print(value)) : "");
    }
    return result + ")";
  }
  std::string operator()(const TypedefDeclaration& d) const {
    return fmt::format("(typedef {} {})", print(d.type), print(d.declarator));
  }
  std::string operator()(const ThreadDeclaration& d) const {
    return fmt::format("({}thread {}{}{} {})", d.is_daemon ? "daemon " : "", d.name.name,
                       d.count ? fmt::format("[{}]", syntax::print(d.count)) : "", printed(d.parameters),
                       syntax::print(d.body));
  }
  std::string operator()(const InitDeclaration& d) const { return fmt::format("(init {})", syntax::print(d.body)); }
  std::string operator()(const ImportDeclaration& d) const { return fmt::format("(import \"{}\")", d.path); }
  std::string operator()(const RefuseDeclaration& d) const {
    return fmt::format("(refuse \"{}\" \"{}\")", d.path, d.reason);
  }
  std::string operator()(const PropertyDeclaration& d) const {
    return fmt::format("(property {}{}{}{})", d.name.name, printed(d.ghosts), printed(d.probes), printed(d.formulas));
  }
  std::string operator()(const ExpectDeclaration& d) const {
    constexpr const char* verdicts[] = {"holds", "violated", "vacuous"};
    std::string result = fmt::format("(expect {}", d.subject.name);
    if (d.verdict) result += fmt::format(" {}", verdicts[static_cast<int>(*d.verdict)]);
    if (d.number) result += fmt::format(" {}", *d.number);
    for (const ExpectSetting& setting : d.settings) result += fmt::format(" {}={}", setting.name.name, setting.value);
    return result + ")";
  }
};

}  // namespace

std::string print(const ExprPtr& expr) { return expr ? std::visit(PrintExpr{}, expr->node) : "-"; }

std::string print(const Block& block) {
  std::string result = "{";
  for (const StmtPtr& statement : block.statements) result += fmt::format(" {}", print(statement));
  return result + " }";
}

std::string print(const Declaration& declaration) { return std::visit(PrintDeclaration{}, declaration.node); }

std::string print(const File& file) {
  std::string result;
  for (const Declaration& declaration : file.declarations) result += fmt::format("{}\n", print(declaration));
  return result;
}

}  // namespace pagerace::syntax
