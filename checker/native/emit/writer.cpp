#include "checker/native/emit/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "checker/step/transition.hpp"
#include "model/system/operands.hpp"

namespace pagerace::native {

using system::Instruction;
using system::Opcode;

void Writer::begin(Facts at, std::uint32_t block) {
  facts = std::move(at);
  block_ = block;
  has_ended = false;
}

void Writer::write(std::uint32_t index) {
  const Instruction& at = source_.code.instructions[index];
  index_ = index;
  switch (at.op) {
    case Opcode::Load:
      return load(at);
    case Opcode::Store:
      return store(at);
    case Opcode::CheckPointer:
      return check_pointer(at);
    case Opcode::PointerAdd:
      return move_pointer(at);
    case Opcode::CheckRange:
      return check_range(at);
    case Opcode::Assume:
      return assume(at);
    case Opcode::Fail:
    case Opcode::Report:
      return fail(at);
    case Opcode::Mark:
      return cover({{system::mark_of(at)}});
    case Opcode::FenceOp:
      return;
    case Opcode::Self:
    case Opcode::Instance:
      return identify(at);
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Wrap:
    case Opcode::Address:
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      return operate(at);
    case Opcode::Jump:
    case Opcode::BranchZero:
    case Opcode::Choose:
    case Opcode::Yield:
      throw std::logic_error("what ends a block is written with the blocks behind it");
  }
}

Known Writer::known(Register number) const { return facts.known(number); }

std::string Writer::text(const Known& known, Register number) const {
  return known.is_dynamic() ? register_name(number) : text(known.base, known.values);
}

std::string Writer::text(Base base, const Values& values) const {
  return is_final_ ? text_of(values, possible(base), name_of(base), unit_.tables) : "";
}

std::string Writer::test(Base base, const Subset& wanted) const {
  return is_final_ ? test_of(wanted, possible(base), name_of(base), unit_.tables) : "";
}

Subset Writer::where(const Known& known, const std::function<bool(Value)>& holds) const {
  Subset subset(known.values.size());
  for (std::size_t i = 0; i < subset.size(); ++i) subset[i] = holds(known.values[i]);
  return subset & possible(known.base);
}

void Writer::leave(Base base, const Subset& where, const std::string& elsewhere) {
  if (is_empty(where & possible(base))) return;
  close_piece();
  const Subset rest = possible(base) - where;
  line(fmt::format("if ({}) {}", test(base, where), elsewhere));
  restrict(base, rest);
}

void Writer::leave(const std::string& test, const std::string& elsewhere) {
  close_piece();
  line(fmt::format("if ({}) {}", test, elsewhere));
}

void Writer::refuse(Base base, const Subset& where) {
  if (is_empty(where & possible(base))) return;
  line(fmt::format("if ({}) contradiction();", test(base, where)));
  restrict(base, possible(base) - where);
}

void Writer::refuse(const std::string& test) { line(fmt::format("if ({}) contradiction();", test)); }

std::string Writer::failing(std::uint32_t failure) const {
  return source_.thread == nullptr ? blocking() : fmt::format("return {}u;", failure);
}

std::string Writer::failing(system::Check check) const {
  return failing(checker::kMadeUpFailure + static_cast<std::uint32_t>(check));
}

Base Writer::define(Bases::Maker maker, std::uint32_t second, std::size_t count, const std::string& expression) {
  const Base base = bases_.of(maker, index_, second, block_);
  line(fmt::format("{} = {};", use(name_of(base)), expression));
  facts.possible[base] = Subset(count, true);
  return base;
}

void Writer::restrict(Base base, const Subset& to) {
  facts.possible[base] = to;
  has_ended = has_ended || is_empty(to);
}

void Writer::assign(Register number, const std::string& expression, Range range) {
  if (extent(range) >= unit_.most_listed) {
    line(fmt::format("{} = {};", use(register_name(number)), expression));
    facts.registers[number] = Known::dynamic(range);
    return;
  }
  Values values;
  for (Word i = 0; i <= extent(range); ++i) values.push_back(range.low + static_cast<Value>(i));
  const std::string index =
      range.low == 0 ? expression : fmt::format("{} - {}", expression, literal(static_cast<Word>(range.low)));
  const Base base = define(Bases::Maker::Instruction, 0, values.size(), index);
  facts.registers[number] = Known::indexed(base, std::move(values));
}

std::string Writer::use(const std::string& variable) {
  variables.insert(variable);
  return variable;
}

std::optional<Base> Writer::common(const Known& left, const Known& right) {
  if (!left.is_indexed() || !right.is_indexed()) return std::nullopt;
  if (left.base == kConstant) return right.base;
  return right.base == kConstant || right.base == left.base ? std::optional(left.base) : std::nullopt;
}

/// Marks that are always reached together are recorded as one.
void Writer::cover(const Piece& more) {
  if (piece_.is_empty()) piece_begin_ = out.size();
  piece_.marks.insert(piece_.marks.end(), more.marks.begin(), more.marks.end());
}

void Writer::close_piece() {
  if (piece_.is_empty()) return;
  auto& marks = piece_.marks;
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  if (is_final_) {
    const std::size_t number = unit_.pieces.try_emplace(piece_, unit_.pieces.size()).first->second;
    out.insert(piece_begin_, fmt::format("    run.ran[{}] = 1;\n", number));
  }
  piece_ = {};
}

}  // namespace pagerace::native
