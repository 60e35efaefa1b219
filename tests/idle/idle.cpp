// Not a test: a program of which one test case makes no check. tests/idle.sh holds main.cpp to finding it.
#include <doctest/doctest.h>

namespace {

TEST_CASE("makes a check") { CHECK(true); }
TEST_CASE("makes none") {}
TEST_CASE("makes one in a part of it") {
  SUBCASE("with") { CHECK(true); }
  SUBCASE("without") {}
}
TEST_CASE("makes none and says something") { MESSAGE("something"); }

}  // namespace
