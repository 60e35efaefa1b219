// Programs written by hand, each for something that lowering may get wrong, and the small examples.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "tests/oracle/compare.hpp"

namespace pagerace::oracle {
namespace {

std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(PAGERACE_SOURCE_DIR "/" + folder)) {
    if (entry.path().extension() == ".race") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void check_agrees(const std::string& file) {
  CAPTURE(file);
  const Comparison comparison = compare_file(file);
  INFO(comparison.what);
  CHECK(comparison.kind == Kind::Agrees);
}

TEST_CASE("programs written by hand mean what the walker says") {
  const auto files = files_of("tests/oracle/programs");
  CHECK(files.size() >= 15);
  for (const std::string& file : files) check_agrees(file);
}

/// There are many, and those of the kernel take the walker long.
constexpr std::uint64_t kMostOfExample = 2'500;

TEST_CASE("small examples mean what the walker says") {
  int compared = 0;
  for (const char* const folder : {"examples", "examples/classic", "tests/models/steps", "tests/models/violations"}) {
    for (const std::string& file : files_of(folder)) {
      CAPTURE(file);
      const Comparison comparison = compare_file(file, {}, kMostOfExample);
      INFO(comparison.what);
      // Of an older design: without --kernel it is the newest that runs.
      const bool is_of_older = comparison.what.find("has no place for") != std::string::npos;
      if (comparison.kind == Kind::Refused && is_of_older) continue;
      CHECK((comparison.kind == Kind::Agrees || comparison.kind == Kind::TooLarge));
      if (comparison.kind == Kind::Agrees) ++compared;
    }
  }
  CHECK(compared >= 25);
}

}  // namespace
}  // namespace pagerace::oracle
