#include "model/semantics/function_types.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "model/semantics/build.hpp"
#include "model/semantics/statements.hpp"

namespace pagerace::semantics {

namespace {

constexpr std::size_t kNone = 0;

ExprPtr read(Variable* variable, Span span) {
  auto place = make(ExprKind::VariablePlace, variable->type, span);
  place->variable = variable;
  return make(ExprKind::Read, variable->type, span, std::move(place));
}

StmtPtr silent(StmtKind kind, Span span) {
  StmtPtr statement = make_statement(kind, span);
  statement->is_unmarked = true;
  return statement;
}

/// Of a parameter as it was written.
const Type* written_type(const Variable& parameter) {
  return parameter.by_value ? parameter.type->element : parameter.type;
}

std::size_t hidden(const Function& function) { return function.returned != nullptr ? 1 : kNone; }

}  // namespace

FunctionPointers* FunctionTypes::of(const Type* result, std::vector<const Type*> parameters, Span span) {
  std::vector<std::string> spelled;
  for (const Type* parameter : parameters) {
    if (parameter == nullptr) return nullptr;
    spelled.push_back(parameter->spelling());
  }
  if (result == nullptr) return nullptr;
  const std::string name = fmt::format("{} (*)({})", result->spelling(),
                                       spelled.empty() ? "void" : fmt::format("{}", fmt::join(spelled, ", ")));
  auto& made = all_[name];
  if (made) return made.get();
  made = std::make_unique<FunctionPointers>();
  made->names = context_.types.new_enum(name, span);
  made->names->constants.emplace_back("NULL", 0);
  made->type = context_.types.enum_type(made->names);
  made->result = result;
  made->parameters = std::move(parameters);
  by_type_[made->type] = made.get();
  return made.get();
}

FunctionPointers* FunctionTypes::find(const Type* type) {
  if (type == nullptr || type->kind != TypeKind::Enum) return nullptr;
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? nullptr : found->second;
}

ExprPtr FunctionTypes::value(const Function& function, Span span) {
  std::vector<const Type*> parameters;
  for (std::size_t i = hidden(function); i < function.body.parameters.size(); ++i)
    parameters.push_back(written_type(*function.body.parameters[i]));
  FunctionPointers* pointers =
      of(function.returned != nullptr ? function.returned : function.result, std::move(parameters), span);
  if (pointers == nullptr) return nullptr;
  auto& known = pointers->functions;
  auto at = std::find(known.begin(), known.end(), &function);
  if (at == known.end()) {
    known.push_back(&function);
    at = known.end() - 1;
    pointers->names->constants.emplace_back(function.name, static_cast<Value>(known.size()));
  }
  return make_constant(at - known.begin() + 1, pointers->type, span);
}

const Function& FunctionTypes::dispatcher(FunctionPointers& pointers, Span span) {
  if (pointers.dispatcher != nullptr) return *pointers.dispatcher;
  context_.program.functions.push_back(std::make_unique<Function>());
  Function& made = *context_.program.functions.back();
  pointers.dispatcher = &made;
  made.name = pointers.names->name;
  made.span = span;
  made.is_made_up = true;
  made.result = pointers.result;
  auto& parameters = made.body.parameters;
  const auto add = [&](const std::string& name, const Type* type) {
    parameters.push_back(context_.new_variable({name, span}, type, Storage::Parameter));
  };
  if (pointers.result->kind == TypeKind::Struct) {
    made.returned = std::exchange(made.result, context_.types.void_type());
    add("(result)", context_.types.pointer_to(made.returned));
  }
  add("(function)", pointers.type);
  for (std::size_t i = 0; i < pointers.parameters.size(); ++i) {
    const Type* type = pointers.parameters[i];
    const bool by_value = type->kind == TypeKind::Struct;
    add(fmt::format("({})", i + 1), by_value ? context_.types.pointer_to(type) : type);
    parameters.back()->by_value = by_value;
  }
  return made;
}

/// if (function == 1) return f(...); if (function == 2) return g(...); fail
void FunctionTypes::make_body(FunctionPointers& pointers) {
  Function& made = *pointers.dispatcher;
  const Span span = made.span;
  const std::size_t first = hidden(made);
  made.body.block = silent(StmtKind::Block, span);
  for (std::size_t number = 0; number < pointers.functions.size(); ++number) {
    const Function& function = *pointers.functions[number];
    auto call = make(ExprKind::Call, function.result, span);
    call->function = &function;
    for (std::size_t i = 0; i < made.body.parameters.size(); ++i)
      if (i != first) call->operands.push_back(read(made.body.parameters[i], span));
    context_.calls.push_back({&made, &function, span, false, false});
    auto then = silent(StmtKind::Block, span);
    auto leave = silent(StmtKind::Return, span);
    if (function.result->kind == TypeKind::Void) {
      then->children.push_back(silent(StmtKind::Expression, span));
      then->children.back()->expr = std::move(call);
    } else {
      leave->expr = std::move(call);
    }
    then->children.push_back(std::move(leave));
    auto choice = silent(StmtKind::If, span);
    choice->expr = make(ExprKind::Equal, context_.types.int_type(), span, read(made.body.parameters[first], span),
                        make_constant(static_cast<Value>(number + 1), pointers.type, span));
    choice->children.push_back(std::move(then));
    made.body.block->children.push_back(std::move(choice));
  }
  auto fail = silent(StmtKind::Expression, span);
  fail->expr = make(ExprKind::Fail, context_.types.void_type(), span);
  fail->expr->check = Check::NullPointer;
  fail->expr->text = "a function is called through NULL";
  made.body.block->children.push_back(std::move(fail));
}

void FunctionTypes::finish() {
  for (auto& [name, pointers] : all_)
    if (pointers->dispatcher != nullptr) make_body(*pointers);
}

}  // namespace pagerace::semantics
