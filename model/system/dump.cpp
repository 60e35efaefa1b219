#include "model/system/dump.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/system/operands.hpp"
#include "model/system/print.hpp"

namespace pagerace::system {
namespace {

constexpr std::array<const char*, 6> kOrderings = {"plain", "once", "relaxed", "acquire", "release", "full"};
constexpr std::array<const char*, 3> kFences = {"smp_mb", "smp_rmb", "smp_wmb"};
constexpr std::array<const char*, 5> kMarks = {"statement", "enter", "leave", "note", "probe"};

class Lines {
 public:
  Lines(const TransitionSystem& system, const Code& code) : system_(system), code_(code) {}

  std::string line(const Instruction& at) const {
    return has_result(at.op) ? fmt::format("{} = {}", name(at.dst), text(at)) : text(at);
  }

  std::string name(Register r) const {
    if (r == kNoRegister) return "?";
    const std::string& given = code_.registers.at(r).name;
    return given.empty() ? fmt::format("r{}", r) : fmt::format("{}.{}", given, r);
  }

 private:
  /// The text of the result, or of an instruction without a result.
  std::string text(const Instruction& at) const {
    switch (at.op) {
#define PAGERACE_PATTERN(name_, operands, flags, function, pattern) \
  case Opcode::name_:                                               \
    return fmt::format(pattern, name(at.a), name(at.b));
      PAGERACE_ARITHMETIC_OPCODES(PAGERACE_PATTERN)
#undef PAGERACE_PATTERN
      case Opcode::Constant:
        return fmt::format("{}", at.imm);
      case Opcode::Move:
        return name(at.a);
      case Opcode::Self:
        return "self";
      case Opcode::Instance:
        return "instance";
      case Opcode::Wrap:
        return fmt::format("({}{}) {}", at.is_signed ? "s" : "u", at.bits, name(at.a));
      case Opcode::Address:
        if (at.a == kNoRegister) return fmt::format("&{}", system_.cells.at(static_cast<std::size_t>(at.imm)).name());
        return fmt::format("address {} + {} * {}", at.imm, name(at.a), at.scale);
      case Opcode::Choose:
        return fmt::format("any{}({} .. {})", chooses_unsigned(at) ? "u" : "", name(at.a), name(at.b));
      case Opcode::Load:
        return fmt::format("load {}{}{}", at.of_next ? "next " : "", place(at), ordering(at));
      case Opcode::PointerAdd:
        return fmt::format("pointer {} + {} * {}", name(at.a), name(at.b), at.scale);
      case Opcode::Store:
        return fmt::format("store {} = {}{}", place(at), name(at.b), ordering(at));
      case Opcode::FenceOp:
        return fmt::format("fence {}", kFences[static_cast<std::size_t>(system_.accesses.at(access_of(at)).fence)]);
      case Opcode::Jump:
        return fmt::format("jump {}", target_of(at));
      case Opcode::BranchZero:
        return fmt::format("if !{} jump {}", name(at.a), target_of(at));
      case Opcode::Assume:
        return fmt::format("assume {}", name(at.a));
      case Opcode::Fail:
        return (at.a == kNoRegister ? "fail" : fmt::format("fail if {}", name(at.a))) + failure(at);
      case Opcode::Report:
        return fmt::format("report if {}{}", name(at.a), failure(at));
      case Opcode::CheckRange: {
        const Range& range = system_.ranges.at(range_of(at));
        return fmt::format("check {} in {} .. {}", name(at.a), range.low, range.high);
      }
      case Opcode::CheckPointer:
        return fmt::format("check pointer {}", name(at.a));
      case Opcode::Yield:
        return fmt::format("yield {}", location_of(at));
      case Opcode::Mark: {
        const Mark& mark = system_.marks.at(mark_of(at));
        return fmt::format("{} {}", kMarks[static_cast<std::size_t>(mark.kind)], mark.text);
      }
    }
    return "";
  }

  std::string place(const Instruction& at) const {
    if (at.a != kNoRegister) return fmt::format("[{} + {}]", name(at.a), at.imm);
    return system_.cells.at(static_cast<std::size_t>(at.imm)).name();
  }

  std::string ordering(const Instruction& at) const {
    const Access& access = system_.accesses.at(access_of(at));
    return fmt::format("  ({}{})", kOrderings[static_cast<std::size_t>(access.ordering)],
                       access.is_atomic ? ", atomic" : "");
  }

  std::string failure(const Instruction& at) const {
    const Failure& failure = system_.failures.at(failure_of(at));
    const std::string text = failure.text.empty() ? std::string() : fmt::format(": {}", failure.text);
    return fmt::format("  ({}{})", name_of(failure.check), text);
  }

  const TransitionSystem& system_;
  const Code& code_;
};

std::string where(const Storage& at) {
  if (at.width == 0) return at.domain == 0 ? fmt::format("always {}", at.bias) : "one target only";
  const std::string bits = fmt::format("word {} bits {}..{}", at.word, at.shift, at.shift + at.width - 1);
  if (at.domain != 0) return bits + fmt::format(" (domain {})", at.domain);
  return at.bias == 0 ? bits : bits + fmt::format(" + {}", at.bias);
}

std::string holds(const Encoding& encoding, Register r) {
  const auto digit =
      std::find_if(encoding.digits.begin(), encoding.digits.end(), [r](const Digit& at) { return at.reg == r; });
  if (digit == encoding.digits.end()) return "(field)";
  if (digit->domain != 0) return fmt::format("({} of domain {})", digit->size, digit->domain);
  return fmt::format("({}..{})", digit->bias, static_cast<Value>(static_cast<Word>(digit->bias) + digit->size - 1));
}

std::string codes_of(const Encoding& encoding) {
  if (encoding.count == 0) return "never reached";
  if (encoding.count == 1) return fmt::format("code {}", encoding.base);
  return fmt::format("codes {}..{}", encoding.base, encoding.base + encoding.count - 1);
}

std::string dump_thread(const TransitionSystem& system, const ThreadTemplate& thread) {
  std::string out = fmt::format("{}thread {}\n", thread.is_daemon ? "daemon " : "", thread.name);
  const Lines lines(system, thread.code);
  for (std::size_t i = 0; i < thread.locations.size(); ++i) {
    const Location& location = thread.locations[i];
    out += location.is_end ? fmt::format("  location {}: end", i)
                           : fmt::format("  location {}: at {}", i, location.resume);
    if (location.is_atomic_start) out += ", atomic";
    const Encoding& encoding = thread.encodings.at(i);
    out += ", " + codes_of(encoding);
    for (std::size_t k = 0; k < location.live.size(); ++k) {
      const Register r = location.live[k];
      out += fmt::format("{}{} {}", k == 0 ? ", alive " : " ", lines.name(r), holds(encoding, r));
    }
    out += "\n";
  }
  return out + dump(system, thread.code);
}

std::string dump_layout(const TransitionSystem& system) {
  std::string out = fmt::format("state: {} bits in {} words\n", system.bits, system.words);
  for (const ThreadInstance& instance : system.instances) {
    const Lines lines(system, system.templates.at(instance.code).code);
    out += fmt::format("  {}: code {}\n", instance.name, where(instance.code_storage));
    for (Register r = 0; r < instance.registers.size(); ++r) {
      if (instance.registers[r].width == 0) continue;
      out += fmt::format("    {}: {}\n", lines.name(r), where(instance.registers[r]));
    }
  }
  for (std::size_t cell = 1; cell < system.cells.size() && cell < system.cell_storage.size(); ++cell) {
    if (system.cells[cell].type == nullptr) continue;
    out += fmt::format("  {}: {}{}\n", system.cells[cell].name(), where(system.cell_storage[cell]),
                       system.cells[cell].is_ghost ? " (ghost)" : "");
  }
  return out;
}

}  // namespace

std::string dump(const TransitionSystem& system, const Code& code) {
  const Lines lines(system, code);
  std::string out;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    out += fmt::format("{:6}  {}\n", i, lines.line(code.instructions[i]));
  }
  return out;
}

std::string dump(const TransitionSystem& system) {
  std::string out = fmt::format("init\n{}", dump(system, system.init));
  for (const ThreadTemplate& thread : system.templates) out += dump_thread(system, thread);
  return out + dump_layout(system);
}

}  // namespace pagerace::system
