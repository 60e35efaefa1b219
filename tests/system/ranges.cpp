#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

namespace {

std::size_t count(const Code& code, Opcode op) {
  return static_cast<std::size_t>(std::count_if(code.instructions.begin(), code.instructions.end(),
                                                [op](const Instruction& at) { return at.op == op; }));
}

/// for (i = 0; i < limit; i++) { yield; x = 1; yield; }
Register counting_loop(CodeBuilder& thread, Cell x, Register limit) {
  const Register i = thread.variable("i");
  thread.set(i, 0);
  const auto head = thread.label(), out = thread.label();
  thread.bind(head);
  thread.branch_zero(thread.binary(Opcode::Less, i, limit), out);
  thread.yield();
  thread.store(x, thread.constant(1));
  thread.yield();
  const Register copy = thread.temporary();
  thread.move(copy, i);
  thread.move(i, thread.binary(Opcode::Add, copy, thread.constant(1)));
  thread.jump(head);
  thread.bind(out);
  thread.yield();
  thread.store(x, i);
  thread.end();
  return i;
}

}  // namespace

TEST_CASE("a counter is bounded by the constant of its loop, through steps") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 100});
  CodeBuilder thread = builder.thread("t");
  const Register i = counting_loop(thread, x, thread.constant(6));
  const TransitionSystem& system = builder.finish();
  CHECK_FALSE(builder.diagnostics.has_errors());
  CHECK(system.templates[0].code.registers[i].range == Range{0, 6});
  CHECK(system.groups[0].range == Range{0, 6});
  for (const Encoding& encoding : system.templates[0].encodings) {
    for (const Digit& digit : encoding.digits) {
      if (digit.reg == i) CHECK(digit.bias + static_cast<Value>(digit.size) - 1 <= 6);
    }
  }
}

TEST_CASE("a counter is bounded by what its limit can be, with no constant to stop at") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 100});
  CodeBuilder thread = builder.thread("t");
  const Register low = thread.constant(2);
  const Register high = thread.binary(Opcode::Multiply, thread.constant(7), thread.constant(3));
  const Register limit = thread.binary(Opcode::Choose, low, high);
  const Register i = counting_loop(thread, x, limit);
  const TransitionSystem& system = builder.finish();
  CHECK(system.templates[0].code.registers[i].range == Range{0, 21});
  CHECK(system.templates[0].code.registers[limit].range == Range{2, 21});
}

TEST_CASE("a local without a bound has the range of its type") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1});
  CodeBuilder thread = builder.thread("t");
  const Register i = thread.variable("i"), again = thread.variable("i");
  thread.code().registers[again].span = thread.code().registers[i].span;
  const auto head = thread.label();
  thread.bind(head);
  thread.yield();
  thread.store(x, thread.constant(1));
  for (Register r : {i, again}) {
    thread.move(r, thread.wrap(thread.binary(Opcode::Add, r, thread.constant(1)), 32, true));
  }
  thread.jump(head);
  thread.resolve_labels();
  const TransitionSystem& system = builder.finish();
  CHECK(builder.diagnostics.errors() == 0);
  const Range all{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  for (Register r : {i, again}) CHECK(system.templates[0].code.registers[r].range == all);
}

TEST_CASE("a check bounds what comes after it, and a check that cannot fail goes away") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1000});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register value = thread.load(x);
  thread.check_range(value, 0, 9);
  thread.check_range(value, 0, 10);
  thread.yield();
  thread.store(x, thread.binary(Opcode::Add, value, thread.constant(990)));
  thread.end();
  builder.system.initial_memory[x] = 5;
  const TransitionSystem& system = builder.finish();
  CHECK(count(system.templates[0].code, Opcode::CheckRange) == 1);
  CHECK(system.templates[0].code.registers[value].range == Range{5, 9});
  CHECK(system.groups[0].range == Range{5, 999});
  // The location after the check that is gone still resumes at the Add.
  CHECK(system.templates[0].code.instructions[system.templates[0].locations[1].resume].op == Opcode::Constant);
}

TEST_CASE("a conversion that changes nothing becomes a move") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1000});
  CodeBuilder thread = builder.thread("t");
  const Register small = thread.choose(0, 200), large = thread.choose(0, 300);
  thread.store(x, thread.wrap(small, 8, false));
  thread.store(x, thread.wrap(large, 8, false));
  thread.store(x, thread.wrap(small, 8, true));
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(count(system.templates[0].code, Opcode::Move) == 1);
  CHECK(count(system.templates[0].code, Opcode::Wrap) == 2);
  CHECK(system.groups[0].range == Range{0, 255});
}

TEST_CASE("memory holds what is stored into it, and what init stored") {
  Builder builder;
  const Cell x = builder.cell("x", {-5, 1000}, 3), y = builder.cell("y", {0, 1000});
  CodeBuilder init = builder.init();
  init.store(y, init.constant(40));
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register value = thread.load(x);
  const auto out = thread.label();
  thread.branch_zero(thread.binary(Opcode::Less, value, thread.constant(12)), out);
  thread.store(x, thread.binary(Opcode::Add, value, thread.constant(1)));
  thread.bind(out);
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(system.groups[0].range == Range{3, 12});
  CHECK(system.groups[1].range == Range{0, 40});
}

TEST_CASE("memory that grows without a bound goes to its declared range and not beyond") {
  Builder builder;
  const Cell x = builder.cell("x", {-1, 77});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  thread.store(x, thread.binary(Opcode::Add, thread.load(x), thread.constant(1)));
  thread.end();
  CHECK(builder.finish().groups[0].range == Range{0, 77});
}

TEST_CASE("a negated comparison bounds both of its sides on both of its ways") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 50}), y = builder.cell("y", {0, 50});
  CodeBuilder thread = builder.thread("t");
  const Register a = thread.choose(0, 20), b = thread.choose(5, 30);
  const Register is_less = thread.binary(Opcode::Less, a, b);
  const Register negated = thread.unary(Opcode::LogicalNot, thread.unary(Opcode::ToBool, is_less));
  const auto less = thread.label(), end = thread.label();
  thread.branch_zero(negated, less);
  thread.store(x, b);
  thread.jump(end);
  thread.bind(less);
  thread.store(y, thread.binary(Opcode::Subtract, b, thread.constant(1)));
  thread.bind(end);
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(system.groups[0].range == Range{0, 20});  // 0 at first, then b with a >= b
  CHECK(system.groups[1].range == Range{0, 29});
}

TEST_CASE("pointers become places among their targets") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 3, {0, 7}, 0, int_type(), "_refcount");
  const Cell list = builder.cell("list", {}, 0, page_pointer());
  const std::uint32_t table = builder.pointees(page_type(), pages, 3);
  CodeBuilder thread = builder.thread("t");
  const Register page = thread.variable("page", page_pointer());
  thread.move(page, thread.address(pages, thread.choose(0, 1), 1));
  thread.yield();
  thread.store(list, page);
  thread.yield();
  const Register loaded = thread.load(list, kNoRegister, page_pointer());
  thread.check_pointer(loaded, table);
  thread.yield();
  thread.store(0, thread.constant(1), loaded);
  thread.end();
  const TransitionSystem& system = builder.finish();
  const auto targets = [&](std::uint16_t domain) { return system.domains[domain].targets; };
  CHECK(targets(system.templates[0].code.registers[page].domain) == std::vector<Value>{pages, pages + 1});
  CHECK(targets(system.groups[1].domain) == std::vector<Value>{0, pages, pages + 1});
  CHECK(targets(system.templates[0].code.registers[loaded].domain) == std::vector<Value>{pages, pages + 1});
  CHECK(system.cell_storage[list].width == 2);
  CHECK(system.groups[0].range == Range{0, 1});
}

TEST_CASE("a pointer that runs over an array can be anywhere in it and one past") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 20, {0, 7}, 0, int_type(), "_refcount");
  const std::uint32_t table = builder.pointees(page_type(), pages, 20);
  CodeBuilder thread = builder.thread("t");
  const Register page = thread.variable("page", page_pointer());
  const Register one = thread.constant(1);
  thread.move(page, thread.address(pages, kNoRegister, 1));
  const auto head = thread.label();
  thread.bind(head);
  thread.yield();
  thread.store(0, one, page);
  thread.move(page, thread.pointer_add(page, one, table, 1));
  thread.jump(head);
  thread.resolve_labels();
  const TransitionSystem& system = builder.finish();
  const auto& targets = system.domains[system.templates[0].code.registers[page].domain].targets;
  CHECK(targets.size() == 21);
  CHECK(targets.back() == pages + 20);
}

TEST_CASE("self and the number of an instance are known") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 100}), y = builder.cell("y", {0, 100});
  builder.thread("first").end();
  CodeBuilder thread = builder.thread("t", 3);
  const Register self = thread.temporary(), number = thread.temporary();
  thread.emit({.op = Opcode::Self, .dst = self});
  thread.emit({.op = Opcode::Instance, .dst = number});
  thread.store(x, self);
  thread.store(y, number);
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(system.groups[0].range == Range{0, 4});
  CHECK(system.groups[1].range == Range{0, 2});
}

TEST_CASE("what cannot be reached keeps no bits") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1000});
  CodeBuilder thread = builder.thread("t");
  const auto out = thread.label();
  thread.branch_zero(thread.constant(0), out);
  const Register value = thread.load(x);
  const std::uint32_t dead = thread.yield();
  thread.store(x, value);
  thread.bind(out);
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(system.templates[0].locations[dead].live.empty());
  CHECK(system.instances[0].registers[value].width == 0);
}
