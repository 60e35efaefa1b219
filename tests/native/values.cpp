// How functions of an index are written down.
#include "checker/native/emit/values.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace pagerace::native {
namespace {

std::string text(const Values& values, Subset possible = {}) {
  if (possible.empty()) possible.assign(values.size(), true);
  Tables tables;
  const std::string expression = text_of(values, possible, "k", tables);
  return tables.definitions() + expression;
}

std::string test(const Subset& wanted, Subset possible = {}) {
  if (possible.empty()) possible.assign(wanted.size(), true);
  Tables tables;
  return test_of(wanted, possible, "k", tables);
}

TEST_CASE("what is always the same is a number") {
  CHECK(text({7, 7, 7}) == "7ull");
  CHECK(text({1, 7, 3}, {false, true, false}) == "7ull");
  CHECK(text({std::numeric_limits<Value>::min()}) == "0x8000000000000000ull");
}

TEST_CASE("steps of one size are a multiple of the index") {
  CHECK(text({0, 1, 2}) == "k");
  CHECK(text({21, 29, 37}) == "((k * 8ull) + 21ull)");
  CHECK(text({3, 2, 1}) == "(3ull - k)");
  CHECK(text({9, 100, 5, 3}, {true, false, true, false}) == "(9ull - k * 2ull)");
}

TEST_CASE("few bits stand side by side in one number") {
  CHECK(text({1, 0, 0, 1}) == "(9ull >> (k) & 1ull)");
  CHECK(text({3, 0, 2}) == "(35ull >> (k * 2) & 3ull)");
}

TEST_CASE("all else is a table") {
  CHECK(text({1000, 0, 20000, 5, 70}) ==
        "constexpr std::uint16_t kTable0[] = {1000, 0, 20000, 5, 70, };\nstatic_cast<Word>(kTable0[k])");
  CHECK(text({-1, 5, 7}).starts_with("constexpr std::int64_t kTable0[]"));
}

TEST_CASE("a table is defined once") {
  Tables tables;
  CHECK(tables.name({1, 2}) == tables.name({1, 2}));
  CHECK(tables.name({1, 2}) != tables.name({2, 1}));
}

TEST_CASE("sets are tested with one comparison where one does") {
  CHECK(test({false, false}) == "false");
  CHECK(test({true, true}) == "true");
  CHECK(test({false, true, true}, {false, true, true}) == "true");
  CHECK(test({false, true, false, false}) == "(k == 1ull)");
  CHECK(test({true, true, false, true}) == "(k != 2ull)");
  CHECK(test({true, true, false, false}) == "(k <= 1ull)");
  CHECK(test({false, false, true, true}) == "(k >= 2ull)");
  CHECK(test({true, false, true, false}) == "((5ull >> (k) & 1ull) != 0)");
  CHECK(test({true, false, true, false, true}, {true, false, true, true, true}) == "(k != 3ull)");
}

}  // namespace
}  // namespace pagerace::native
