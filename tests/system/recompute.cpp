#include <doctest/doctest.h>

#include <algorithm>

#include "model/system/flow.hpp"
#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;
using Registers = std::vector<Register>;

namespace {

/// What makes the register first after a step from the location; nothing where its prologue does not.
const Instruction* made_again(const ThreadTemplate& thread, std::uint32_t location, Register r) {
  const auto& code = thread.code.instructions;
  for (std::size_t i = thread.locations[location].resume; i < code.size() && has_result(code[i].op); ++i) {
    if (code[i].dst == r && code[i].op != Opcode::Load && code[i].op != Opcode::Choose) return &code[i];
  }
  return nullptr;
}

std::size_t occurrences(const Code& code, Opcode op) {
  return static_cast<std::size_t>(std::count_if(code.instructions.begin(), code.instructions.end(),
                                                [op](const Instruction& at) { return at.op == op; }));
}

/// A frame number that is read again later, and the array.
struct Pages {
  explicit Pages(Builder& builder) : cells(builder.array("mem_map", 4, {0, 7})) {}
  Cell cells;
};

}  // namespace

TEST_CASE("the address of a page is computed again from its number") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t");
  const Register pfn = thread.choose(0, 3);
  const Register page = thread.address(pages.cells, pfn, 1);
  const std::uint32_t before = thread.yield();
  thread.store(0, thread.constant(1), page);
  const std::uint32_t after = thread.yield();
  thread.mark({pfn});
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK(made.locations[before].live == Registers{pfn});
  CHECK(made.locations[after].live == Registers{pfn});
  CHECK(made.encodings[before].count == 4);
  const Instruction* again = made_again(made, before, page);
  REQUIRE(again != nullptr);
  CHECK(again->a == pfn);
  CHECK(occurrences(made.code, Opcode::Address) == 1);  // the one before the step was for nobody any more
}

TEST_CASE("what a mark shows is computed again too") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t");
  const Register pfn = thread.choose(0, 3);
  const Register page = thread.address(pages.cells, pfn, 1);
  const std::uint32_t here = thread.yield();
  thread.mark({page, pfn});
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK(made.locations[here].live == Registers{pfn});
  CHECK(made_again(made, here, page) != nullptr);
}

TEST_CASE("a register stays where what made it is gone, or has changed since") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t");
  const Register pfn = thread.variable("pfn");
  const Register chosen = thread.choose(0, 3);
  thread.move(pfn, chosen);
  const Register page = thread.address(pages.cells, pfn, 1);
  const Register next = thread.binary(Opcode::Add, pfn, thread.constant(1));
  thread.move(pfn, next);
  const std::uint32_t changed = thread.yield();
  thread.mark({page, pfn});
  const std::uint32_t gone = thread.yield();
  thread.mark({page});
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK(made.locations[changed].live == Registers{pfn, page});
  CHECK(made.locations[gone].live == Registers{page});
  CHECK(occurrences(made.code, Opcode::Address) == 1);
}

TEST_CASE("a register stays where one way makes it otherwise") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t");
  const Register pfn = thread.choose(0, 3), other = thread.choose(0, 1), page = thread.variable("page", page_pointer());
  const auto otherwise = thread.label();
  const Register first = thread.address(pages.cells, pfn, 1);
  thread.move(page, first);
  thread.branch_zero(other, otherwise);
  thread.set(page, pages.cells);
  thread.bind(otherwise);
  const std::uint32_t here = thread.yield();
  thread.mark({page, pfn});
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK(made.locations[here].live == Registers{pfn, page});
}

TEST_CASE("in a loop, the counter is enough") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t");
  const Register i = thread.variable("i");
  thread.set(i, 0);
  const auto head = thread.label(), out = thread.label();
  thread.bind(head);
  thread.branch_zero(thread.binary(Opcode::Less, i, thread.constant(4)), out);
  const Register page = thread.address(pages.cells, i, 1);
  const std::uint32_t before = thread.yield();
  thread.store(0, thread.constant(1), page);
  const std::uint32_t after = thread.yield();
  thread.store(0, thread.constant(2), page);
  thread.move(i, thread.binary(Opcode::Add, i, thread.constant(1)));
  thread.jump(head);
  thread.bind(out);
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK_FALSE(std::ranges::binary_search(made.locations[before].live, page));
  CHECK(made_again(made, before, page) != nullptr);
  CHECK(made_again(made, after, page) != nullptr);
  CHECK(made.encodings[before].count == 4);
}

TEST_CASE("a thread knows its own number, and a chain of computations is followed through what is dead") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t", 4);
  const Register self = thread.temporary();
  thread.emit({.op = Opcode::Self, .dst = self});
  const Register pfn = thread.binary(Opcode::Subtract, self, thread.constant(1));
  const Register page = thread.address(pages.cells, pfn, 1);
  const std::uint32_t here = thread.yield();
  thread.store(0, thread.constant(1), page);
  thread.end();
  const TransitionSystem& system = builder.finish();
  const ThreadTemplate& made = system.templates[0];
  CHECK(made.locations[here].live.empty());
  CHECK(made.encodings[here].count == 1);
  for (Register r : {self, pfn, page}) CHECK(made_again(made, here, r) != nullptr);
}

TEST_CASE("a register that was computed from others that are dead stays") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const Register half = thread.binary(Opcode::ShiftRightUnsigned, thread.choose(0, 7), thread.constant(1));
  const std::uint32_t here = thread.yield();
  thread.mark({half});
  thread.end();
  const ThreadTemplate& made = builder.finish().templates[0];
  CHECK(made.locations[here].live == Registers{half});
  CHECK(made.encodings[here].count == 4);  // and not 8, for the number that it is half of
}

TEST_CASE("what is read from memory, chosen or divided stays") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder init = builder.init();
  init.store(x, init.choose(0, 7));
  CodeBuilder thread = builder.thread("t");
  const Register loaded = thread.load(x), chosen = thread.choose(1, 3);
  const Register divided = thread.binary(Opcode::DivideSigned, loaded, chosen);
  const std::uint32_t here = thread.yield();
  thread.mark({loaded, chosen, divided});
  thread.end();
  CHECK(builder.finish().templates[0].locations[here].live == Registers{loaded, chosen, divided});
}

TEST_CASE("a register that only what was simplified away reads stays in the states") {
  Builder builder;
  const Pages pages(builder);
  CodeBuilder thread = builder.thread("t");
  const Register pfn = thread.choose(0, 3);
  const Register page = thread.address(pages.cells, pfn, 1), way = thread.choose(0, 1);
  const auto unread = thread.label(), end = thread.label();
  const std::uint32_t first = thread.yield();
  thread.branch_zero(way, unread);
  const std::uint32_t read = thread.yield();
  thread.mark({page, pfn});
  thread.jump(end);
  thread.bind(unread);
  const Register copy = thread.unary(Opcode::Move, pfn);
  thread.set(pfn, 0);
  const std::uint32_t checked = thread.yield();
  thread.check_range(page, 0, 1000);
  thread.mark({copy});
  thread.bind(end);
  thread.end();
  const TransitionSystem& system = builder.finish();
  const ThreadTemplate& made = system.templates[0];
  CHECK(occurrences(made.code, Opcode::CheckRange) == 0);
  CHECK(made.locations[read].live == Registers{pfn});
  CHECK(std::ranges::binary_search(made.locations[checked].live, page));
  // So the way to it starts with it.
  CHECK(made.locations[first].live == Registers{pfn, way});
  CHECK(made_again(made, first, page) != nullptr);
}
