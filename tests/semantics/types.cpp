#include "model/semantics/types.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "model/semantics/fold.hpp"

namespace pagerace::semantics {
namespace {

TEST_CASE("equal types are one object") {
  Types types;
  CHECK(types.pointer_to(types.int_type()) == types.pointer_to(types.integer(32, true)));
  CHECK(types.array_of(types.int_type(), 2) != types.array_of(types.int_type(), 3));
  CHECK(types.struct_type(types.new_struct("page", {})) != types.struct_type(types.new_struct("page", {})));
}

TEST_CASE("types read as C writes them") {
  Types types;
  const Type* page = types.struct_type(types.new_struct("page", {}));
  CHECK(types.pointer_to(page)->spelling() == "struct page *");
  CHECK(types.pointer_to(types.pointer_to(page))->spelling() == "struct page **");
  CHECK(types.array_of(types.array_of(types.bool_type(), 3), 2)->spelling() == "bool [2][3]");
  CHECK(types.integer(64, false)->spelling() == "unsigned long");
}

TEST_CASE("ranges") {
  Types types;
  CHECK(types.integer(8, true)->range() == Range{-128, 127});
  CHECK(types.integer(32, false)->range() == Range{0, 4294967295});
  CHECK(types.integer(64, true)->range().low == std::numeric_limits<Value>::min());
  EnumType* state = types.new_enum("state", {});
  state->constants = {{"A", 4}, {"B", -2}, {"C", 1}};
  CHECK(types.enum_type(state)->range() == Range{-8, 7});
}

TEST_CASE("folding follows C on 64-bit Linux") {
  Types types;
  const Type* i32 = types.int_type();
  const Type* u32 = types.integer(32, false);
  const Type* i64 = types.integer(64, true);
  const Type* u64 = types.integer(64, false);
  const Value least = std::numeric_limits<Value>::min();
  CHECK(fold_binary(ExprKind::Add, 2147483647, 1, i32) == std::nullopt);
  CHECK(fold_binary(ExprKind::Add, 4294967295, 1, u32) == 0);
  CHECK(fold_binary(ExprKind::Subtract, 0, 1, u32) == 4294967295);
  CHECK(fold_binary(ExprKind::Multiply, -1, -1, u64) == 1);
  CHECK(fold_binary(ExprKind::Divide, -1, 2, u64) == std::numeric_limits<Value>::max());
  CHECK(fold_binary(ExprKind::Divide, -7, 2, i32) == -3);
  CHECK(fold_binary(ExprKind::Remainder, -7, 2, i32) == -1);
  CHECK(fold_binary(ExprKind::Divide, least, -1, i64) == std::nullopt);
  CHECK(fold_binary(ExprKind::Remainder, least, -1, i64) == std::nullopt);
  CHECK(fold_binary(ExprKind::Divide, 1, 0, i32) == std::nullopt);
  CHECK(fold_binary(ExprKind::ShiftLeft, 1, 31, u32) == 2147483648);
  CHECK(fold_binary(ExprKind::ShiftLeft, 1, 31, i32) == std::nullopt);
  CHECK(fold_binary(ExprKind::ShiftLeft, 1, 32, u32) == std::nullopt);
  CHECK(fold_binary(ExprKind::ShiftRight, -8, 1, i32) == -4);
  CHECK(fold_binary(ExprKind::ShiftRight, -1, 63, u64) == 1);
  CHECK(fold_binary(ExprKind::Less, -1, 1, u64) == 0);
  CHECK(fold_binary(ExprKind::Less, -1, 1, i64) == 1);
  CHECK(fold_unary(ExprKind::Negate, -2147483648, i32) == std::nullopt);
  CHECK(fold_unary(ExprKind::BitNot, 0, u32) == 4294967295);
}

TEST_CASE("what fits where") {
  Types types;
  const Type* u64 = types.integer(64, false);
  const Type* i64 = types.integer(64, true);
  CHECK(wrapped(300, types.integer(8, false)) == 44);
  CHECK(wrapped(200, types.integer(8, true)) == -56);
  CHECK(wrapped(7, types.bool_type()) == 1);
  CHECK_FALSE(fits(-1, i64, u64));
  CHECK_FALSE(fits(-1, u64, i64));
  CHECK(fits(-1, u64, u64));
  CHECK(in_range(3, i64, {0, 3}, types.int_type()));
  CHECK_FALSE(in_range(4, i64, {0, 3}, types.int_type()));
  CHECK(print_number(-1, u64) == "18446744073709551615");
}

}  // namespace
}  // namespace pagerace::semantics
