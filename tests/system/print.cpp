#include "model/system/print.hpp"

#include <doctest/doctest.h>

#include "model/system/dump.hpp"
#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

TEST_CASE("numbers, truth values and constants read as in C") {
  const TransitionSystem system;
  CHECK(print_value(system, int_type(), -3) == "-3");
  CHECK(print_value(system, u64_type(), -1) == "18446744073709551615");
  CHECK(print_value(system, bool_type(), 1) == "true");
  CHECK(print_value(system, bool_type(), 0) == "false");
  const pagerace::system::EnumType states{"state", {{"FREE", 0}, {"ISOLATED", 5}}, {}};
  const Type type{.kind = TypeKind::Enum, .enumeration = &states};
  CHECK(print_value(system, &type, 5) == "ISOLATED");
  CHECK(print_value(system, &type, 4) == "4");
  CHECK(print_value(system, nullptr, 7) == "7");
}

TEST_CASE("a pointer into the only array of its struct is a number, any other the name of its object") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 3, {0, 7}, 0, int_type(), "_refcount");
  const Cell spare = builder.cell("zero_page", {0, 7});
  builder.system.cells[spare].member = "_refcount";
  const std::uint32_t table = builder.pointees(page_type(), pages, 3);
  TransitionSystem& system = builder.system;
  CHECK(print_value(system, page_pointer(), 0) == "NULL");
  CHECK(print_value(system, page_pointer(), pages + 2) == "page 2");
  CHECK(print_value(system, page_pointer(), pages + 3) == "&mem_map[2] + 1");
  const std::uint32_t spares = builder.pointees(page_type(), spare, 1);
  system.pointees[table].extents.push_back(system.pointees[spares].extents[0]);
  system.pointees.pop_back();
  CHECK(print_value(system, page_pointer(), spare) == "&zero_page");
  CHECK(print_value(system, page_pointer(), pages) == "page 0");
  CHECK(print_object(system, pages + 1) == "page 1");
  CHECK(print_object(system, spare) == "zero_page");
  const Cell others = builder.array("other_map", 2, {0, 7}, 0, int_type(), "_refcount");
  const std::uint32_t more = builder.pointees(page_type(), others, 2);
  system.pointees[table].extents.push_back(system.pointees[more].extents[0]);
  system.pointees.pop_back();
  CHECK(print_value(system, page_pointer(), pages) == "&mem_map[0]");
  CHECK(print_object(system, others + 1) == "other_map[1]");
}

TEST_CASE("the dump shows code, locations and layout") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register i = thread.variable("i");
  thread.move(i, thread.load(x));
  thread.yield();
  thread.store(x, thread.binary(Opcode::BitXor, i, thread.constant(1)));
  thread.end();
  CHECK(dump(builder.finish()) ==
        "init\n"
        "thread t\n"
        "  location 0: at 1, code 0\n"
        "  location 1: at 4, codes 1..2, alive i.0 (0..1)\n"
        "  location 2: end, code 3\n"
        "     0  yield 0\n"
        "     1  r1 = load x  (plain)\n"
        "     2  i.0 = r1\n"
        "     3  yield 1\n"
        "     4  r2 = 1\n"
        "     5  r3 = i.0 ^ r2\n"
        "     6  store x = r3  (plain)\n"
        "     7  yield 2\n"
        "state: 3 bits in 1 words\n"
        "  t: code word 0 bits 0..1\n"
        "  x: word 0 bits 2..2\n");
}
