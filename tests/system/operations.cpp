// What is computed from registers, held to exact arithmetic in 128 bits and to pointers that are enumerated. The
// interpreter and native code both call these functions.
#include "model/system/operations.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <set>
#include <vector>

#include "model/system/evaluate.hpp"
#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

namespace {

__extension__ using Wide = __int128;

std::vector<Value> interesting_values() {
  using Limits = std::numeric_limits<Value>;
  std::vector<Value> values{0, 1, -1, 2, -2, 7, 63, 64, 65, Limits::min(), Limits::min() + 1, Limits::max()};
  std::mt19937_64 random(1);
  for (int i = 0; i < 40; ++i) values.push_back(static_cast<Value>(random() >> (random() % 64)));
  return values;
}

Wide unsigned_of(Value a) { return static_cast<Wide>(static_cast<Word>(a)); }

Wide power_of_two(Value count) { return Wide{1} << (static_cast<Word>(count) % 64); }

Wide floor_divided(Wide a, Wide b) { return a / b - (a % b < 0 ? 1 : 0); }

template <class Combine>
Wide bit_by_bit(Value a, Value b, Combine combine) {
  Wide result = 0;
  for (unsigned bit = 0; bit < 64; ++bit) {
    const bool x = (static_cast<Word>(a) >> bit & 1) != 0, y = (static_cast<Word>(b) >> bit & 1) != 0;
    if (combine(x, y)) result += Wide{1} << bit;
  }
  return result;
}

/// Before it is cut to 64 bits.
Wide exact(Opcode op, Value a, Value b) {
  switch (op) {
    case Opcode::Negate:
      return -Wide{a};
    case Opcode::BitNot:
      return -Wide{a} - 1;
    case Opcode::LogicalNot:
      return a == 0 ? 1 : 0;
    case Opcode::ToBool:
      return a == 0 ? 0 : 1;
    case Opcode::Multiply:
      return Wide{a} * b;
    case Opcode::DivideSigned:
      return Wide{a} / b;
    case Opcode::DivideUnsigned:
      return unsigned_of(a) / unsigned_of(b);
    case Opcode::RemainderSigned:
      return a - Wide{a} / b * b;
    case Opcode::RemainderUnsigned:
      return unsigned_of(a) - unsigned_of(a) / unsigned_of(b) * unsigned_of(b);
    case Opcode::Add:
      return Wide{a} + b;
    case Opcode::Subtract:
      return Wide{a} - b;
    case Opcode::ShiftLeft:
      return a * power_of_two(b);
    case Opcode::ShiftRightSigned:
      return floor_divided(a, power_of_two(b));
    case Opcode::ShiftRightUnsigned:
      return floor_divided(unsigned_of(a), power_of_two(b));
    case Opcode::BitAnd:
      return bit_by_bit(a, b, [](bool x, bool y) { return x && y; });
    case Opcode::BitOr:
      return bit_by_bit(a, b, [](bool x, bool y) { return x || y; });
    case Opcode::BitXor:
      return bit_by_bit(a, b, [](bool x, bool y) { return x != y; });
    case Opcode::Less:
      return Wide{a} - b < 0 ? 1 : 0;
    case Opcode::LessEqual:
      return Wide{a} - b <= 0 ? 1 : 0;
    case Opcode::LessUnsigned:
      return unsigned_of(a) - unsigned_of(b) < 0 ? 1 : 0;
    case Opcode::LessEqualUnsigned:
      return unsigned_of(a) - unsigned_of(b) <= 0 ? 1 : 0;
    case Opcode::Equal:
      return Wide{a} - b == 0 ? 1 : 0;
    case Opcode::NotEqual:
      return Wide{a} - b == 0 ? 0 : 1;
      PAGERACE_CASES(PAGERACE_OTHER_OPCODES)
      break;
  }
  FAIL("no arithmetic");
  return 0;
}

const Opcode kArithmetic[] = {
#define PAGERACE_NAME(name, ...) Opcode::name,
    PAGERACE_ARITHMETIC_OPCODES(PAGERACE_NAME)
#undef PAGERACE_NAME
};

/// Three arrays: one right behind another, of objects of two cells, and one far off.
const PointeeTable kTable{nullptr, {{3, 9, 2}, {9, 12, 1}, {20, 23, 3}}, {}};

}  // namespace

TEST_CASE("arithmetic is exact, but for what leaves 64 bits") {
  const std::vector<Value> values = interesting_values();
  for (const Opcode op : kArithmetic) {
    CAPTURE(name_of(op));
    for (const Value a : values) {
      for (const Value b : values) {
        if (is_division(op) && b == 0) continue;
        REQUIRE(evaluate(op, a, b) == static_cast<Value>(static_cast<Word>(exact(op, a, b))));
      }
    }
  }
}

TEST_CASE("wrapping keeps the low bits, and the value where it fits") {
  for (unsigned bits = 1; bits <= 64; ++bits) {
    const Wide size = Wide{1} << bits;
    for (const Value a : interesting_values()) {
      for (const bool is_signed : {false, true}) {
        const Value to = wrapped(a, bits, is_signed);
        CAPTURE(bits);
        CAPTURE(a);
        REQUIRE((Wide{a} - to) % size == 0);
        if (bits == 64) continue;  // a bit pattern
        REQUIRE(Wide{to} >= (is_signed ? -size / 2 : 0));
        REQUIRE(Wide{to} < (is_signed ? size / 2 : size));
      }
    }
  }
}

TEST_CASE("bounds are compared as signed numbers") {
  const auto word = [](Value value) { return static_cast<Word>(value); };
  CHECK(operations::is_outside(word(-2), word(-1), word(3)));
  CHECK_FALSE(operations::is_outside(word(-1), word(-1), word(3)));
  CHECK_FALSE(operations::is_outside(word(3), word(-1), word(3)));
  CHECK(operations::is_outside(word(4), word(-1), word(3)));
}

TEST_CASE("a pointer is to an object where one begins") {
  const std::set<Value> begins{3, 5, 7, 9, 10, 11, 20};
  TransitionSystem system;
  system.pointees = {kTable};
  const Instruction check{.op = Opcode::CheckPointer, .a = 0};
  for (Value pointer = -3; pointer < 30; ++pointer) {
    CAPTURE(pointer);
    CHECK(is_object(kTable, pointer) == begins.contains(pointer));
    CHECK(compute(system, check, pointer, 0).has_value() == begins.contains(pointer));
  }
}

TEST_CASE("a pointer that is moved stays in an array that it may belong to, or one past it") {
  // Where one array ends the next one begins: from 9 both can be reached.
  const std::vector<std::set<Value>> arrays{{3, 4, 5, 6, 7, 8, 9}, {9, 10, 11, 12}, {20, 21, 22, 23}};
  TransitionSystem system;
  system.pointees = {kTable};
  for (const std::int32_t scale : {1, 2, -3}) {
    const Instruction move{.op = Opcode::PointerAdd, .dst = 0, .a = 0, .b = 1, .scale = scale};
    for (Value from = -3; from < 30; ++from) {
      for (Value offset = -30; offset < 30; ++offset) {
        const Value to = from + offset * scale;
        bool expected = false;
        for (const std::set<Value>& array : arrays) expected = expected || (array.contains(from) && array.contains(to));
        CAPTURE(from);
        CAPTURE(to);
        REQUIRE(stays(kTable, from, to) == expected);
        // As native code tests it where it does not know the pointer.
        bool emitted = false;
        for (const auto& extent : kTable.extents) {
          const auto is_in = [&](Value at) {
            return operations::is_within(static_cast<Word>(at), extent.begin, extent.end);
          };
          emitted = emitted || (is_in(from) && is_in(to));
        }
        REQUIRE(emitted == expected);
        const auto moved = compute(system, move, from, offset);
        REQUIRE(moved.has_value() == expected);
        if (moved) REQUIRE(*moved == to);
      }
    }
  }
}
