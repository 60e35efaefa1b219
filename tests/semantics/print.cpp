#include <map>

#include "tests/semantics/fixture.hpp"

namespace pagerace::semantics {

namespace {

const std::map<ExprKind, std::string> kInfix = {
    {ExprKind::Multiply, "*"},    {ExprKind::Divide, "/"},      {ExprKind::Remainder, "%"},
    {ExprKind::Add, "+"},         {ExprKind::Subtract, "-"},    {ExprKind::ShiftLeft, "<<"},
    {ExprKind::ShiftRight, ">>"}, {ExprKind::BitAnd, "&"},      {ExprKind::BitOr, "|"},
    {ExprKind::BitXor, "^"},      {ExprKind::Less, "<"},        {ExprKind::LessEqual, "<="},
    {ExprKind::Equal, "=="},      {ExprKind::NotEqual, "!="},   {ExprKind::LogicalAnd, "&&"},
    {ExprKind::LogicalOr, "||"},  {ExprKind::Imply, "imply"},   {ExprKind::Equivalent, "equivalent"},
    {ExprKind::Comma, ","},       {ExprKind::PointerAdd, "+>"}, {ExprKind::PointerDifference, "->"}};

const std::map<ExprKind, std::string> kPrefix = {
    {ExprKind::Negate, "-"}, {ExprKind::BitNot, "~"}, {ExprKind::LogicalNot, "!"}};

const std::map<ExprKind, std::string> kNamed = {{ExprKind::AnyElement, "any"},
                                                {ExprKind::AnyRange, "any"},
                                                {ExprKind::Forall, "forall"},
                                                {ExprKind::Exists, "exists"},
                                                {ExprKind::Exchange, "xchg"},
                                                {ExprKind::CompareExchange, "cmpxchg"},
                                                {ExprKind::WaitEvent, "wait_event"},
                                                {ExprKind::TryCompareExchange, "try_cmpxchg"},
                                                {ExprKind::Yield, "yield"},
                                                {ExprKind::FenceExpr, "fence"},
                                                {ExprKind::Fail, "fail"},
                                                {ExprKind::FailIf, "fail_if"},
                                                {ExprKind::SwitchedOff, "switched_off"},
                                                {ExprKind::Assert, "assert"},
                                                {ExprKind::Poison, "poison"},
                                                {ExprKind::Unpoison, "unpoison"},
                                                {ExprKind::LockFault, "lock_fault"},
                                                {ExprKind::Own, "own"},
                                                {ExprKind::Allocate, "allocate"},
                                                {ExprKind::Let, "let"},
                                                {ExprKind::Conditional, "select"}};

std::string ordering_suffix(Ordering ordering) {
  switch (ordering) {
    case Ordering::Once:
      return "_once";
    case Ordering::Acquire:
      return "_acquire";
    case Ordering::Release:
      return "_release";
    default:
      return "";
  }
}

std::string arguments(const Expr& expr) {
  std::string text;
  for (const auto& operand : expr.operands) text += (text.empty() ? "" : ", ") + print(*operand);
  return "(" + text + ")";
}

std::string print_place(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::VariablePlace:
      return expr.variable->name;
    case ExprKind::Dereference:
      return "*" + print(*expr.operands[0]);
    case ExprKind::Element:
      return print_place(*expr.operands[0]) + "[" + print(*expr.operands[1]) + "]";
    default: {
      const Expr& object = *expr.operands[0];
      const auto& fields = object.type->structure->fields;
      return print_place(object) + "." + fields[static_cast<std::size_t>(expr.value)].name;
    }
  }
}

std::string print_assignment(const Expr& expr) {
  const std::string target = print_place(*expr.operands[0]);
  if (expr.kind == ExprKind::Increment) {
    const std::string sign = expr.value > 0 ? "++" : "--";
    return expr.postfix ? target + sign : sign + target;
  }
  const std::string value = print(*expr.operands[1]);
  if (expr.kind == ExprKind::Assign) return target + " =" + ordering_suffix(expr.ordering) + " " + value;
  return target + " " + kInfix.at(expr.op) + "=:" + expr.computation->spelling() + " " + value;
}

}  // namespace

std::string print(const Expr& expr) {
  if (expr.is_place()) return "@" + print_place(expr);
  if (const auto infix = kInfix.find(expr.kind); infix != kInfix.end())
    return "(" + print(*expr.operands[0]) + " " + infix->second + " " + print(*expr.operands[1]) + ")";
  if (const auto prefix = kPrefix.find(expr.kind); prefix != kPrefix.end())
    return prefix->second + print(*expr.operands[0]);
  if (const auto named = kNamed.find(expr.kind); named != kNamed.end()) return named->second + arguments(expr);
  switch (expr.kind) {
    case ExprKind::Constant:
      return std::to_string(expr.value);
    case ExprKind::Self:
      return "self";
    case ExprKind::Read:
      return print_place(*expr.operands[0]) + ordering_suffix(expr.ordering);
    case ExprKind::AddressOf:
      return "&" + print_place(*expr.operands[0]);
    case ExprKind::Call:
      return expr.function->name + arguments(expr);
    case ExprKind::Convert: {
      const std::string type = expr.type->spelling();
      return (expr.wraps ? "(" + type + ")" : "[" + type + "]") + print(*expr.operands[0]);
    }
    default:
      return print_assignment(expr);
  }
}

std::string print(const Stmt& statement) {
  static const std::map<StmtKind, std::string> words = {
      {StmtKind::If, "if"},         {StmtKind::Loop, "loop"},         {StmtKind::Switch, "switch"},
      {StmtKind::Break, "break"},   {StmtKind::Continue, "continue"}, {StmtKind::Return, "return"},
      {StmtKind::Either, "either"}, {StmtKind::Atomic, "atomic"},     {StmtKind::Assume, "assume"}};
  std::string text;
  if (const auto word = words.find(statement.kind); word != words.end()) text = word->second;
  if (statement.kind == StmtKind::Declare) text = "var " + statement.variable->name + (statement.expr ? " =" : "");
  if (statement.kind == StmtKind::Case)
    text = statement.is_default ? "default" : "case " + std::to_string(statement.value);
  if (statement.kind == StmtKind::Goto) text = "goto " + std::to_string(statement.label);
  if (statement.kind == StmtKind::Label) text = "label " + std::to_string(statement.label);
  if (statement.kind == StmtKind::Note) text = "note '" + statement.text + "'";
  if (statement.test_last) text += " last";
  if (statement.expr) text += (text.empty() ? "" : " ") + print(*statement.expr);
  if (statement.step) text += " step " + print(*statement.step);
  if (statement.children.empty()) return statement.kind == StmtKind::Block ? "{}" : text + ";";
  text += text.empty() ? "{" : " {";
  for (const auto& child : statement.children) text += " " + print(*child);
  return text + " }";
}

}  // namespace pagerace::semantics
