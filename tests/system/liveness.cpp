#include <doctest/doctest.h>

#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;
using Registers = std::vector<Register>;

TEST_CASE("a register is alive from its assignment to its last use") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  const std::uint32_t before = thread.yield();
  const Register value = thread.load(x);
  const std::uint32_t between = thread.yield();
  thread.store(x, value);
  const std::uint32_t after = thread.yield();
  thread.store(x, thread.constant(0));
  thread.end();
  const auto& locations = builder.finish().templates[0].locations;
  CHECK(locations[before].live.empty());
  CHECK(locations[between].live == Registers{value});
  CHECK(locations[after].live.empty());
  CHECK(locations.back().live.empty());
}

TEST_CASE("a register that one branch reads is alive before the branch") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  const Register a = thread.variable("a"), b = thread.variable("b");
  thread.set(a, 1);
  thread.set(b, 2);
  const std::uint32_t start = thread.yield();
  const auto otherwise = thread.label();
  thread.branch_zero(a, otherwise);
  thread.store(x, b);
  thread.bind(otherwise);
  thread.set(b, 3);
  const std::uint32_t later = thread.yield();
  thread.store(x, b);
  thread.end();
  const auto& locations = builder.finish().templates[0].locations;
  CHECK(locations[start].live == Registers{a, b});
  CHECK(locations[later].live == Registers{b});
}

TEST_CASE("a loop keeps alive what its next round reads") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  const Register i = thread.variable("i");
  const Register limit = thread.variable("limit");
  thread.set(i, 0);
  thread.set(limit, 3);
  const auto head = thread.label(), out = thread.label();
  thread.bind(head);
  thread.branch_zero(thread.binary(Opcode::Less, i, limit), out);
  const std::uint32_t inside = thread.yield();
  thread.store(x, thread.constant(1));
  thread.move(i, thread.binary(Opcode::Add, i, thread.constant(1)));
  thread.jump(head);
  thread.bind(out);
  thread.end();
  CHECK(builder.finish().templates[0].locations[inside].live == Registers{i, limit});
}

TEST_CASE("what a mark shows stays alive until then") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register value = thread.load(x);
  const std::uint32_t between = thread.yield();
  thread.mark({value, kNoRegister});
  thread.store(x, thread.constant(0));
  thread.end();
  CHECK(builder.finish().templates[0].locations[between].live == Registers{value});
}

TEST_CASE("a location that nothing leads to keeps nothing alive") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  const Register a = thread.variable("a");
  const auto end = thread.label();
  thread.jump(end);
  const std::uint32_t dead = thread.yield();
  thread.store(x, a);
  thread.bind(end);
  thread.end();
  CHECK(builder.finish().templates[0].locations[dead].live.empty());
}
