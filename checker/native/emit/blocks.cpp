// How control goes from block to block.
#include <fmt/format.h>

#include <algorithm>

#include "checker/native/emit/function.hpp"
#include "model/system/operands.hpp"

namespace pagerace::native {

using system::Instruction;
using system::Opcode;

Values places_of(const Known& known, const Values& values) {
  Values places(known.values.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i] = std::lower_bound(values.begin(), values.end(), known.values[i]) - values.begin();
  }
  return places;
}

void Function::block(Writer& writer, std::uint32_t place) {
  const system::Block& block = source_.flow.blocks[region_.blocks[place]];
  writer.begin(merges_[place].look(), place);
  if (region_.is_loop_head[place]) {
    writer.line(fmt::format("if (++loops > {}u) too_long();", source_.most_loops));
  }
  for (std::uint32_t i = block.begin; i < block.end && !writer.has_ended; ++i) {
    const Instruction& at = source_.code.instructions[i];
    switch (at.op) {
      case Opcode::Jump:
        return go(writer, source_.flow.beginning_at.at(system::target_of(at)));
      case Opcode::BranchZero:
        return branch(writer, at);
      case Opcode::Choose:
        return choose(writer, i);
      case Opcode::Yield:
        writer.pack(system::location_of(at));
        writer.finish();
        return writer.line("return kNoFailure;");
      case Opcode::Load:
      case Opcode::PointerAdd:
        PAGERACE_CASES(PAGERACE_PLAIN_OPCODES)
        PAGERACE_CASES(PAGERACE_CHECK_OPCODES)
        PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
        PAGERACE_CASES(PAGERACE_VALUE_OPCODES)
        writer.write(i);
    }
  }
  if (writer.has_ended) return writer.finish();
  if (block.begin == block.end) return end_of_code(writer);
  go(writer, source_.flow.beginning_at.at(block.end));
}

void Function::end_of_code(Writer& writer) {
  if (kind_ != Kind::Predicate) return writer.line("contradiction();");
  writer.line(fmt::format("return {} != 0 ? kNoFailure : kBlocked;", writer.text(source_.result)));
}

void Function::branch(Writer& writer, const Instruction& at) {
  writer.finish();
  const std::uint32_t next =
      source_.flow.beginning_at.at(static_cast<std::size_t>(&at - source_.code.instructions.data()) + 1);
  const std::uint32_t target = source_.flow.beginning_at.at(system::target_of(at));
  const Known condition = writer.known(at.a);
  if (condition.is_dynamic()) {
    const Facts facts = writer.facts;
    writer.line(fmt::format("if ({} == 0) {{", writer.text(at.a)));
    go(writer, target);
    writer.line("}");
    writer.facts = facts;
    return go(writer, next);
  }
  const Subset all = writer.possible(condition.base);
  const Subset zero = writer.where(condition, [](Value value) { return value == 0; });
  const Subset rest = all - zero;
  if (is_empty(zero)) return go(writer, next);
  if (is_empty(rest)) return go(writer, target);
  const Facts facts = writer.facts;
  writer.line(fmt::format("if ({}) {{", writer.test(condition.base, zero)));
  writer.restrict(condition.base, zero);
  go(writer, target);
  writer.line("}");
  writer.facts = facts;
  writer.restrict(condition.base, rest);
  go(writer, next);
}

void Function::go(Writer& writer, std::uint32_t block) {
  writer.finish();
  go_to_place(writer, region_.order.at(block));
}

/// While facts are collected, tells the next block. While text is written, sets that block's variables.
void Function::go_to_place(Writer& writer, std::uint32_t place) {
  if (is_final_) {
    assign_own(writer, place);
    return writer.line(fmt::format("goto L{};", place));
  }
  Merge& merge = merges_[place];
  if (region_.is_loop_head[place]) {
    for (const Register r : merge.live()) {
      const Known known = writer.known(r);
      const std::uint32_t made = known.is_indexed() ? bases_.block_of(known.base) : Bases::kNowhere;
      if (made != Bases::kNowhere && region_.cycle[made] == region_.cycle[place]) merge.make_own(r);
    }
  }
  merge.add(writer.facts);
}

/// Sets all variables at once, since the value of one may be computed from the old value of another.
void Function::assign_own(Writer& writer, std::uint32_t place) {
  const Facts& there = merges_[place].look();
  std::vector<std::pair<std::string, std::string>> moves;
  for (const Register r : merges_[place].live()) {
    const Known& to = there.known(r);
    const Known from = writer.known(r);
    if (to.is_dynamic() && from.is_indexed()) moves.emplace_back(register_name(r), writer.text(r));
    if (to.is_indexed() && to.base != kConstant && merges_[place].own(r) != nullptr) {
      moves.emplace_back(name_of(to.base), writer.text(from.base, places_of(from, to.values)));
    }
  }
  std::erase_if(moves, [](const auto& move) { return move.first == move.second; });
  for (const auto& [variable, value] : moves) writer.use(variable);
  if (moves.size() == 1) return writer.line(fmt::format("{} = {};", moves[0].first, moves[0].second));
  std::string text;
  for (std::size_t i = 0; i < moves.size(); ++i) text += fmt::format("const Word m{} = {}; ", i, moves[i].second);
  for (std::size_t i = 0; i < moves.size(); ++i) text += fmt::format("{} = m{}; ", moves[i].first, i);
  if (!moves.empty()) writer.line("{ " + text + "}");
}

/// One transition for each value. The code after the choice is a function of its own, called with a copy of the state.
void Function::choose(Writer& writer, std::uint32_t index) {
  writer.finish();
  const Instruction& at = source_.code.instructions[index];
  const Known low = writer.known(at.a), high = writer.known(at.b);
  Range values{range_of(low, writer.facts).low, range_of(high, writer.facts).high};
  const bool as_unsigned = system::chooses_unsigned(at) && (values.low < 0 || range_of(high, writer.facts).low < 0);
  if (as_unsigned) values = kAnyValue;
  if (values.low > values.high) return writer.line(Writer::blocking());
  Function& then = continuations_(index);
  writer.line("{");
  writer.line(fmt::format("const Word first = {}, last = {};", writer.text(at.a), writer.text(at.b)));
  writer.line(fmt::format("if ({}(last, first)) return kBlocked;", as_unsigned ? "less_unsigned" : "less"));
  if (source_.has_reports) writer.line("const std::uint32_t reports = run.report_count;");
  writer.line("const std::uint32_t pending = run.pending_count;");
  writer.line(fmt::format("if (depth >= kMostChoices || ++loops > {}u) too_long();", source_.most_loops));
  writer.line("for (Word chosen = first;; ++chosen) {");
  writer.line("chooses(run);");
  writer.assign_at(index, at.dst, "chosen", values);
  writer.line("run.choices[depth] = static_cast<Value>(chosen);");
  if (source_.has_reports) writer.line("run.report_count = reports;");
  writer.line("run.pending_count = pending;");
  writer.line("State after = s;");
  if (is_final_) {
    writer.line(fmt::format("const Outcome outcome = {}(t, after, run, foot{}, depth + 1, loops{});", then.name(),
                            then.chooses() ? ", sink" : "", then.arguments(writer)));
  } else {
    then.enter(writer.facts);
  }
  writer.line(fmt::format("deliver(after, outcome, run, t.number, depth + 1, {}, sink);",
                          source_.has_reports ? "run.report_count" : "0"));
  writer.line("if (chosen == last) return kBlocked;");
  writer.line("}}");
}

}  // namespace pagerace::native
