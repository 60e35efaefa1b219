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

/// A loop as forall and exists make them, around one mark. Returns the index of the mark.
std::uint32_t add_quantifier(CodeBuilder& thread, Code& code, Register counter, Register last) {
  const auto head = thread.label();
  const auto end = thread.label();
  thread.bind(head);
  Quantifier loop{.head = static_cast<std::uint32_t>(code.instructions.size()), .counter = counter};
  thread.branch_zero(thread.binary(Opcode::LessEqual, counter, last), end);
  thread.mark({counter});
  loop.body_end = static_cast<std::uint32_t>(code.instructions.size());
  thread.branch_zero(thread.unary(Opcode::ToBool, counter), end);
  thread.jump(head);
  loop.tail = static_cast<std::uint32_t>(code.instructions.size()) - 1;
  thread.bind(end);
  code.quantifiers.push_back(loop);
  return loop.head + 2;
}

TEST_CASE("a quantifier moves with its code, and is gone where its control is") {
  for (const bool hits_control : {false, true}) {
    Builder builder;
    CodeBuilder thread = builder.thread("t");
    const std::uint32_t place = thread.yield();
    const Register counter = thread.constant(0);
    Code& code = builder.system.templates[0].code;
    const std::uint32_t body = add_quantifier(thread, code, counter, thread.constant(1));
    thread.end();
    ThreadTemplate& made = builder.system.templates[0];
    const Quantifier before = made.code.quantifiers.at(0);
    Rewrite rewrite(made.code, made.locations);
    rewrite.prologues[place] = {kPrologue, kPrologue};
    rewrite.taken_out[hits_control ? before.body_end + 1 : body] = true;
    apply(rewrite, made.code, made.locations);
    REQUIRE(made.code.quantifiers.size() == (hits_control ? 0 : 1));
    if (hits_control) continue;
    const Quantifier& after = made.code.quantifiers[0];
    CHECK(after.head == before.head + 2);
    CHECK(after.body_end == before.body_end + 1);
    CHECK(after.tail == before.tail + 1);
    CHECK(made.code.instructions[after.head].op == Opcode::LessEqual);
    CHECK(made.code.instructions[after.body_end].op == Opcode::ToBool);
    CHECK(made.code.instructions[after.tail].target == after.head);
  }
}

TEST_CASE("what is inserted is executed by those who are to go there, and by nobody else") {
  for (const bool falls_in : {false, true}) {
    CAPTURE(falls_in);
    Builder builder;
    CodeBuilder thread = builder.thread("t");
    const Register one = thread.constant(1);
    const auto head = thread.label();
    thread.branch_zero(one, head);  // goes to what is inserted
    thread.bind(head);
    thread.mark({one});
    thread.branch_zero(one, head);  // goes past it
    thread.end();
    ThreadTemplate& made = builder.system.templates[0];
    Rewrite rewrite(made.code, made.locations);
    rewrite.insertions[2] = {kPrologue, falls_in, {1}};
    apply(rewrite, made.code, made.locations);
    const std::uint32_t inserted = falls_in ? 2 : 3;
    CHECK(made.code.instructions[inserted].op == Opcode::Self);
    CHECK(made.code.instructions[1].target == inserted);
    CHECK(made.code.instructions[inserted + 1].op == Opcode::Mark);
    CHECK(made.code.instructions[inserted + 2].target == inserted + 1);
    CHECK(made.code.instructions.size() == inserted + 4);
    if (falls_in) continue;
    CHECK(made.code.instructions[2].op == Opcode::Jump);
    CHECK(made.code.instructions[2].target == inserted + 1);
  }
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
