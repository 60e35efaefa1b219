// What the random programs are made of.
#include <doctest/doctest.h>

#include <map>

#include "tests/random/generator.hpp"

namespace pagerace::random {
namespace {

TEST_CASE("random programs have all that they are to have") {
  constexpr int kPrograms = 1000, kLeast = 10;
  std::map<std::string, int> programs;
  for (std::uint64_t seed = 1; seed <= kPrograms; ++seed) {
    Generator generator(seed);
    generator.program();
    for (const std::string& feature : generator.features()) ++programs[feature];
  }
  for (const std::string wanted : {"pointers into related objects",
                                   "a forwarded T **",
                                   "unpoison",
                                   "poison",
                                   "wake_up",
                                   "wait_event",
                                   "half of RCU",
                                   "an unassigned local",
                                   "an unassigned element",
                                   "a countdown",
                                   "many ways in a step",
                                   "u64 about 2^63",
                                   "a check of the VM_ kind",
                                   "an always-failing thread",
                                   "an endless loop",
                                   "a jump into a loop",
                                   "a loop that stores once",
                                   "an endless loop that chooses",
                                   "an endless loop in a section",
                                   "an endless loop that stores",
                                   "two pointers that may be one",
                                   "the address of a shared pointer",
                                   "u64 that wraps",
                                   "a range above 2^63",
                                   "half of a context",
                                   "a lock that is kept",
                                   "a lock that nobody took",
                                   "an rw_semaphore",
                                   "an rwlock",
                                   "downgrade_write",
                                   "container_of",
                                   "a struct by value",
                                   "a call through a pointer",
                                   "a probe that reads shared memory",
                                   "a probe of stores",
                                   "a probe of ends"}) {
    CAPTURE(wanted);
    CHECK(programs[wanted] >= kLeast);
  }
  for (const auto& [feature, count] : programs) MESSAGE(feature << ": " << count);
}

}  // namespace
}  // namespace pagerace::random
