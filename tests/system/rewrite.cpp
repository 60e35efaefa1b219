#include "model/system/rewrite.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

namespace {

std::vector<Opcode> opcodes(const Code& code) {
  std::vector<Opcode> all;
  for (const Instruction& at : code.instructions) all.push_back(at.op);
  return all;
}

const Instruction kPrologue{.op = Opcode::Self, .dst = 0};

}  // namespace

TEST_CASE("a prologue is executed by steps from its place, and by nobody who jumps there") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const Register one = thread.constant(1);
  const std::uint32_t place = thread.yield();
  const auto head = thread.label();
  thread.bind(head);
  thread.mark({one});
  thread.branch_zero(one, head);
  thread.end();
  ThreadTemplate& made = builder.system.templates[0];
  Rewrite rewrite(made.code, made.locations);
  rewrite.prologues[place] = {kPrologue};
  apply(rewrite, made.code, made.locations);
  CHECK(opcodes(made.code) ==
        std::vector{Opcode::Constant, Opcode::Yield, Opcode::Self, Opcode::Mark, Opcode::BranchZero, Opcode::Yield});
  CHECK(made.locations[place].resume == 2);
  CHECK(made.code.instructions[4].target == 3);
}

TEST_CASE("what jumped to an instruction that is gone goes to what followed it") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const auto there = thread.label();
  thread.jump(there);
  const std::uint32_t place = thread.yield();
  thread.bind(there);
  const Register gone = thread.constant(1);
  thread.mark({gone});
  thread.end();
  ThreadTemplate& made = builder.system.templates[0];
  Rewrite rewrite(made.code, made.locations);
  rewrite.taken_out[2] = true;
  apply(rewrite, made.code, made.locations);
  CHECK(opcodes(made.code) == std::vector{Opcode::Jump, Opcode::Yield, Opcode::Mark, Opcode::Yield});
  CHECK(made.code.instructions[0].target == 2);
  CHECK(made.locations[place].resume == 2);
}

TEST_CASE("a prologue that others would run into is a fault") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const std::uint32_t place = thread.yield();
  thread.mark();
  thread.end();
  ThreadTemplate& made = builder.system.templates[0];
  made.locations[place].resume = 2;
  Rewrite rewrite(made.code, made.locations);
  rewrite.prologues[place] = {kPrologue};
  CHECK_THROWS_AS(apply(rewrite, made.code, made.locations), std::logic_error);
}

TEST_CASE("nobody computes what nobody reads, and nobody jumps to where he goes anyway") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  const Register shown = thread.constant(1), unread = thread.constant(2);
  thread.binary(Opcode::Add, unread, shown);
  thread.load(x);  // others may notice
  const auto on = thread.label();
  thread.jump(on);
  thread.bind(on);
  thread.mark({shown});
  thread.end();
  const Code& code = builder.finish().templates[0].code;
  CHECK(opcodes(code) == std::vector{Opcode::Constant, Opcode::Load, Opcode::Mark, Opcode::Yield});
}

TEST_CASE("what a state keeps is computed, also where nobody reads it") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const Register half = thread.binary(Opcode::ShiftRightUnsigned, thread.choose(0, 7), thread.constant(1));
  const std::uint32_t here = thread.yield();
  thread.check_range(half, 0, 3);
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK(made.locations[here].live == std::vector<Register>{half});
  const auto all = opcodes(made.code);
  CHECK(std::ranges::count(all, Opcode::CheckRange) == 0);
  CHECK(std::ranges::count(all, Opcode::ShiftRightUnsigned) == 1);
}
