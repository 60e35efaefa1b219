#include "tests/properties/formulas.hpp"

#include <utility>

namespace pagerace::properties::testing {
namespace {

using system::Opcode;
using system::Register;

Register add(Predicate& predicate, system::Instruction instruction) {
  instruction.dst = static_cast<Register>(predicate.code.registers.size());
  system::RegisterInfo info;
  info.type = system::testing::int_type();
  predicate.code.registers.push_back(info);
  predicate.code.instructions.push_back(instruction);
  return instruction.dst;
}

Predicate compare_with(Predicate predicate, Register loaded, Value value) {
  const Register constant = add(predicate, {.op = Opcode::Constant, .imm = value});
  predicate.result = add(predicate, {.op = Opcode::Equal, .a = loaded, .b = constant});
  return predicate;
}

}  // namespace

Predicate equals(Cell cell, Value value) {
  Predicate predicate;
  const Register loaded = add(predicate, {.op = Opcode::Load, .imm = cell});
  return compare_with(std::move(predicate), loaded, value);
}

Predicate element_equals(Cell cells, Value value) {
  Predicate predicate;
  predicate.inputs = 1;
  predicate.code.registers.emplace_back();
  const Register loaded = add(predicate, {.op = Opcode::Load, .a = 0, .imm = cells});
  return compare_with(std::move(predicate), loaded, value);
}

Predicate negated(const Predicate& predicate) {
  Predicate result = predicate;
  result.result = add(result, {.op = Opcode::LogicalNot, .a = predicate.result});
  return result;
}

FormulaNode atom(Predicate predicate, source::Span span) {
  FormulaNode node;
  node.predicate = std::move(predicate);
  node.span = span;
  return node;
}

system::Clause clause(system::FormulaKind kind, Predicate predicate) {
  system::Clause clause;
  clause.kind = kind;
  clause.formula = atom(std::move(predicate));
  return clause;
}

void add_property(system::TransitionSystem& system, const std::string& name, std::vector<system::Clause> clauses) {
  system::Property property;
  property.name = name;
  property.clauses = std::move(clauses);
  system.properties.push_back(std::move(property));
}

}  // namespace pagerace::properties::testing
