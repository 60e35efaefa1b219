#include "model/mutation/same_system.hpp"

#include <algorithm>
#include <vector>

namespace pagerace::mutation {

using namespace system;

namespace {

void note_codes(const FormulaNode& formula, std::vector<const Code*>& codes) {
  codes.push_back(&formula.predicate.code);
  for (const FormulaNode& child : formula.children) note_codes(child, codes);
}

std::vector<const Code*> codes_of(const TransitionSystem& system) {
  std::vector<const Code*> codes = {&system.init};
  for (const ThreadTemplate& thread : system.templates) codes.push_back(&thread.code);
  for (const Property& property : system.properties) {
    for (const Clause& clause : property.clauses) {
      note_codes(clause.formula, codes);
      for (const Predicate& antecedent : clause.antecedents) codes.push_back(&antecedent.code);
    }
  }
  return codes;
}

bool is_same(const Instruction& one, const Instruction& other) {
  if (one.op != other.op) return false;
  if (one.op == Opcode::Mark) return true;
  return one.bits == other.bits && one.is_signed == other.is_signed && one.of_next == other.of_next &&
         one.dst == other.dst && one.a == other.a && one.b == other.b && one.imm == other.imm &&
         one.scale == other.scale && one.target == other.target && one.side == other.side;
}

bool is_same(const Code* one, const Code* other) {
  return std::equal(one->instructions.begin(), one->instructions.end(), other->instructions.begin(),
                    other->instructions.end(), [](const auto& a, const auto& b) { return is_same(a, b); });
}

}  // namespace

bool is_same(const TransitionSystem& one, const TransitionSystem& other) {
  const std::vector<const Code*> left = codes_of(one);
  const std::vector<const Code*> right = codes_of(other);
  return one.words == other.words && one.bits == other.bits && one.cells.size() == other.cells.size() &&
         one.initial_memory == other.initial_memory &&
         std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Code* a, const Code* b) { return is_same(a, b); });
}

}  // namespace pagerace::mutation
