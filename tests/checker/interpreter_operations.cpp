// What each instruction means.
#include <doctest/doctest.h>

#include <limits>

#include "tests/checker/taken_transitions.hpp"

using namespace pagerace::checker;
using namespace pagerace::checker::testing;
using namespace pagerace::system::testing;
using pagerace::system::kNoRegister;
using pagerace::system::Opcode;
using pagerace::system::Range;
using pagerace::system::Register;

namespace {

constexpr Value kLeast = std::numeric_limits<Value>::min();
constexpr Value kMost = std::numeric_limits<Value>::max();
constexpr Range kAnything{kLeast, kMost};

/// Executes one operation at the start of a thread. The operands come out of memory, so that nothing is known of them.
Value result_of(Opcode op, Value a, Value b) {
  Builder builder;
  const Cell x = builder.cell("x", kAnything, a, u64_type()), y = builder.cell("y", kAnything, b, u64_type());
  const Cell result = builder.cell("result", kAnything, 0, u64_type());
  CodeBuilder other = builder.thread("other");
  other.yield();
  for (Cell cell : {x, y}) {
    for (Value extreme : {kLeast, kMost}) other.store(cell, other.constant(extreme));
  }
  other.end();
  CodeBuilder thread = builder.thread("t");
  const Register left = thread.load(x), right = thread.load(y);
  thread.store(result, thread.binary(op, left, right));
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  return value_of(system, starts(system, interpreter).at(0), result);
}

struct Example {
  Opcode op;
  Value a, b, result;
};

}  // namespace

TEST_CASE("operations on 64 bits") {
  const Example examples[] = {
      {Opcode::Negate, 5, 0, -5},
      {Opcode::Negate, kLeast, 0, kLeast},
      {Opcode::BitNot, 5, 0, -6},
      {Opcode::LogicalNot, 5, 0, 0},
      {Opcode::LogicalNot, 0, 0, 1},
      {Opcode::ToBool, -7, 0, 1},
      {Opcode::ToBool, 0, 0, 0},
      {Opcode::Multiply, -7, 6, -42},
      {Opcode::Multiply, kMost, 2, -2},
      {Opcode::DivideSigned, -7, 2, -3},
      {Opcode::DivideSigned, 7, -2, -3},
      {Opcode::DivideSigned, kLeast, -1, kLeast},
      {Opcode::DivideUnsigned, -2, 2, kMost},
      {Opcode::RemainderSigned, -7, 2, -1},
      {Opcode::RemainderSigned, 7, -2, 1},
      {Opcode::RemainderSigned, kLeast, -1, 0},
      {Opcode::RemainderUnsigned, -1, 10, 5},
      {Opcode::Add, kMost, 1, kLeast},
      {Opcode::Subtract, 3, 5, -2},
      {Opcode::Subtract, kLeast, 1, kMost},
      {Opcode::ShiftLeft, 3, 4, 48},
      {Opcode::ShiftLeft, 1, 63, kLeast},
      {Opcode::ShiftRightSigned, -8, 1, -4},
      {Opcode::ShiftRightUnsigned, -8, 1, kMost - 3},
      {Opcode::ShiftRightUnsigned, 9, 3, 1},
      {Opcode::BitAnd, 12, 10, 8},
      {Opcode::BitOr, 12, 10, 14},
      {Opcode::BitXor, 12, 10, 6},
      {Opcode::BitAnd, -1, 10, 10},
      {Opcode::Less, -1, 0, 1},
      {Opcode::Less, 0, 0, 0},
      {Opcode::LessEqual, 0, 0, 1},
      {Opcode::LessEqual, 1, 0, 0},
      {Opcode::LessUnsigned, -1, 0, 0},
      {Opcode::LessUnsigned, 0, -1, 1},
      {Opcode::LessEqualUnsigned, -1, -1, 1},
      {Opcode::LessEqualUnsigned, -1, 5, 0},
      {Opcode::Equal, 4, 4, 1},
      {Opcode::Equal, 4, 5, 0},
      {Opcode::NotEqual, 4, 5, 1},
      {Opcode::NotEqual, 4, 4, 0},
      {Opcode::Move, 17, 0, 17},
  };
  for (const Example& example : examples) {
    CAPTURE(static_cast<int>(example.op));
    CAPTURE(example.a);
    CAPTURE(example.b);
    CHECK(result_of(example.op, example.a, example.b) == example.result);
  }
}

TEST_CASE("conversions wrap as in C") {
  Builder builder;
  const Cell u8 = builder.cell("u8", kAnything), s8 = builder.cell("s8", kAnything),
             u32 = builder.cell("u32", kAnything);
  const Cell s64 = builder.cell("s64", kAnything);
  CodeBuilder thread = builder.thread("t");
  const Register value = thread.choose(-130, -130);
  thread.store(u8, thread.wrap(value, 8, false));
  thread.store(s8, thread.wrap(value, 8, true));
  thread.store(u32, thread.wrap(value, 32, false));
  thread.store(s64, thread.wrap(value, 64, true));
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  CHECK(value_of(system, start, u8) == 126);
  CHECK(value_of(system, start, s8) == 126);
  CHECK(value_of(system, start, u32) == (Value{1} << 32) - 130);
  CHECK(value_of(system, start, s64) == -130);
}

TEST_CASE("self counts all threads from 1, instance those alike from 0, and init is nobody") {
  Builder builder;
  const Cell nobody = builder.cell("nobody", {0, 9}, 5);
  const Cell selves = builder.array("selves", 2, {0, 9}), numbers = builder.array("numbers", 2, {0, 9});
  CodeBuilder init = builder.init();
  const Register in_init = init.temporary();
  init.emit({.op = Opcode::Self, .dst = in_init});
  init.store(nobody, in_init);
  builder.thread("first").end();
  CodeBuilder thread = builder.thread("t", 2);
  const Register self = thread.temporary(), number = thread.temporary();
  thread.emit({.op = Opcode::Self, .dst = self});
  thread.emit({.op = Opcode::Instance, .dst = number});
  thread.store(selves, self, number);
  thread.store(numbers, number, number);
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  CHECK(value_of(system, start, nobody) == 0);
  CHECK(value_of(system, start, selves) == 2);
  CHECK(value_of(system, start, selves + 1) == 3);
  CHECK(value_of(system, start, numbers) == 0);
  CHECK(value_of(system, start, numbers + 1) == 1);
}

TEST_CASE("pointers are checked and moved within their array") {
  struct Case {
    bool null;
    Value index, offset;
    Check check;
    const char* text;
  };
  const Case cases[] = {
      {true, 0, 0, Check::NullPointer, "page is NULL and is moved by 0"},
      {false, 2, 1, Check::OutOfBounds, "the pointer is &mem_map[2] + 1, which is no object"},
      {false, 2, 2, Check::OutOfBounds, "page is page 2 and leaves its array when moved by 2"},
      {false, 0, -1, Check::OutOfBounds, "page is page 0 and leaves its array when moved by -1"},
      {false, 2, -2, Check::Deadlock, ""},
  };
  for (const Case& example : cases) {
    CAPTURE(example.text);
    Builder builder;
    const Cell pages = builder.array("mem_map", 3, {0, 7}, 0, int_type(), "_refcount");
    const std::uint32_t table = builder.pointees(page_type(), pages, 3);
    CodeBuilder thread = builder.thread("t");
    const Register page = thread.variable("page", page_pointer());
    if (example.null) {
      thread.set(page, 0);
    } else {
      thread.move(page, thread.address(pages, thread.constant(example.index), 1));
    }
    const Register moved = thread.pointer_add(page, thread.constant(example.offset), table, 1);
    thread.check_pointer(moved, table);
    thread.store(0, thread.constant(1), moved);
    thread.end();
    const auto& system = builder.finish();
    Interpreter interpreter(system);
    const TakenTransition start = starts(system, interpreter).at(0);
    if (example.check == Check::Deadlock) {
      CHECK(start.failure == nullptr);
      CHECK(value_of(system, start, pages) == 1);
      continue;
    }
    REQUIRE(start.failure != nullptr);
    CHECK(start.failure->check == example.check);
    CHECK(start.failure->text == example.text);
  }
}

TEST_CASE("a NULL that is used is named") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 1, {0, 7}, 0, int_type(), "_refcount");
  const Cell list = builder.cell("list", {}, 0, page_pointer());
  const std::uint32_t table = builder.pointees(page_type(), pages, 1);
  CodeBuilder thread = builder.thread("t");
  const Register page = thread.variable("page", page_pointer());
  thread.yield();
  thread.move(page, thread.load(list, kNoRegister, page_pointer()));
  thread.check_pointer(page, table);
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto taken = steps(system, interpreter, starts(system, interpreter).at(0));
  REQUIRE(taken.size() == 1);
  REQUIRE(taken[0].failure != nullptr);
  CHECK(taken[0].failure->check == Check::NullPointer);
  CHECK(taken[0].failure->text == "page is NULL");
}

TEST_CASE("a division by zero that nobody checked is a failure, not a crash") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  thread.store(x, thread.binary(Opcode::RemainderSigned, thread.constant(7), thread.load(x)));
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto taken = steps(system, interpreter, starts(system, interpreter).at(0));
  REQUIRE(taken.at(0).failure != nullptr);
  CHECK(taken[0].failure->check == Check::Arithmetic);
}
