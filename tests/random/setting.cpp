#include "tests/setting.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <stdexcept>

namespace pagerace::random {
namespace {

constexpr const char* kVariable = "PAGERACE_TEST_SETTING";

std::uint64_t setting_of(const char* text) {
  setenv(kVariable, text, 1);
  return setting(kVariable, 7);
}

TEST_CASE("a setting is a number above 0, and nothing else is taken for one") {
  unsetenv(kVariable);
  CHECK(setting(kVariable, 7) == 7);
  CHECK(setting_of("20") == 20);
  for (const char* wrong : {"", "0", "2O", "x", "-1", " 5", "5 ", "1e3", "99999999999999999999"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(setting_of(wrong), std::invalid_argument);
  }
  unsetenv(kVariable);
}

}  // namespace
}  // namespace pagerace::random
