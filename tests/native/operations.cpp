// Emitted code computes what the interpreter computes.
#include "checker/native/operations.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <vector>

#include "model/system/evaluate.hpp"

namespace pagerace::native {
namespace {

using system::Opcode;

std::vector<Value> interesting_values() {
  using Limits = std::numeric_limits<Value>;
  std::vector<Value> values{0, 1, -1, 2, -2, 7, 63, 64, 65, Limits::min(), Limits::min() + 1, Limits::max()};
  std::mt19937_64 random(1);
  for (int i = 0; i < 40; ++i) values.push_back(static_cast<Value>(random() >> (random() % 64)));
  return values;
}

using Binary = Word (*)(Word, Word);
using Unary = Word (*)(Word);

struct NamedBinary {
  Opcode op;
  Binary function;
};

constexpr NamedBinary kBinary[] = {{Opcode::Multiply, multiply},
                                   {Opcode::DivideSigned, divide_signed},
                                   {Opcode::DivideUnsigned, divide_unsigned},
                                   {Opcode::RemainderSigned, remainder_signed},
                                   {Opcode::RemainderUnsigned, remainder_unsigned},
                                   {Opcode::Add, add},
                                   {Opcode::Subtract, subtract},
                                   {Opcode::ShiftLeft, shift_left},
                                   {Opcode::ShiftRightSigned, shift_right_signed},
                                   {Opcode::ShiftRightUnsigned, shift_right_unsigned},
                                   {Opcode::BitAnd, bit_and},
                                   {Opcode::BitOr, bit_or},
                                   {Opcode::BitXor, bit_xor},
                                   {Opcode::Less, less},
                                   {Opcode::LessEqual, less_equal},
                                   {Opcode::LessUnsigned, less_unsigned},
                                   {Opcode::LessEqualUnsigned, less_equal_unsigned},
                                   {Opcode::Equal, equal},
                                   {Opcode::NotEqual, not_equal}};

TEST_CASE("operations on two values are those of the interpreter") {
  const std::vector<Value> values = interesting_values();
  for (const NamedBinary& binary : kBinary) {
    CAPTURE(static_cast<int>(binary.op));
    for (const Value a : values) {
      for (const Value b : values) {
        if (system::is_division(binary.op) && b == 0) continue;
        const auto result = static_cast<Value>(binary.function(static_cast<Word>(a), static_cast<Word>(b)));
        REQUIRE(result == system::evaluate(binary.op, a, b));
      }
    }
  }
}

TEST_CASE("operations on one value are those of the interpreter") {
  const std::pair<Opcode, Unary> unary[] = {{Opcode::Negate, negate},
                                            {Opcode::BitNot, bit_not},
                                            {Opcode::LogicalNot, logical_not},
                                            {Opcode::ToBool, to_bool}};
  for (const auto& [op, function] : unary) {
    for (const Value a : interesting_values()) {
      REQUIRE(static_cast<Value>(function(static_cast<Word>(a))) == system::evaluate(op, a, 0));
    }
  }
}

TEST_CASE("wrapping is that of the interpreter") {
  for (unsigned bits = 1; bits <= 64; ++bits) {
    for (const Value a : interesting_values()) {
      for (const bool is_signed : {false, true}) {
        REQUIRE(static_cast<Value>(wrap(static_cast<Word>(a), bits, is_signed)) == system::wrapped(a, bits, is_signed));
      }
    }
  }
}

TEST_CASE("bounds are compared as signed numbers") {
  const auto word = [](Value value) { return static_cast<Word>(value); };
  CHECK(is_outside(word(-2), word(-1), word(3)));
  CHECK_FALSE(is_outside(word(-1), word(-1), word(3)));
  CHECK_FALSE(is_outside(word(3), word(-1), word(3)));
  CHECK(is_outside(word(4), word(-1), word(3)));
}

}  // namespace
}  // namespace pagerace::native
