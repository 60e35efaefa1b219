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

void check_agrees(const std::string& file, const Defines& defines) {
  CAPTURE(file);
  const Comparison comparison = compare_file(file, defines);
  INFO(comparison.what);
  CHECK(comparison.kind == Kind::Agrees);
}

TEST_CASE("programs written by hand mean what the walker says") {
  const auto files = files_of("tests/oracle/programs");
  CHECK(files.size() >= 15);
  for (const std::string& file : files) check_agrees(file, {});
}

TEST_CASE("small examples mean what the walker says") {
  for (const std::string& file : files_of("examples/classic")) check_agrees(file, {});
}

}  // namespace
}  // namespace pagerace::oracle
