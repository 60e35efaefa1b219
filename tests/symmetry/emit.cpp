// The canonicaliser as C++: what is written out holds the tables, and nothing of the model's text.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "checker/native/emit/symmetry.hpp"
#include "checker/reduce/symmetry/symmetry.hpp"
#include "tests/symmetry/program.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

TEST_CASE("native code gets the tables as constants") {
  const auto program = load_file(PAGERACE_SOURCE_DIR "/tests/models/symmetry/uneven-start.race");
  REQUIRE(program->system);
  const Found found = find_symmetry(*program->system);
  REQUIRE(found.symmetry);
  native::NativeParts parts;
  parts.definitions = "struct Before {};\n";
  add_canonical(*found.symmetry, parts);
  CHECK(parts.canonical_type == "checker::symmetry::Canonical<SymmetryTables>");
  CHECK(std::ranges::count(parts.includes, "checker/reduce/symmetry/canonical.hpp") == 1);
  const std::string& text = parts.definitions;
  CHECK(text.starts_with("struct Before {};\nstruct SymmetryTables {\n"));
  CHECK(text.find("kSorts = 2;") != std::string::npos);
  CHECK(text.find("kColumns = 6;") != std::string::npos);
  CHECK(text.find("6> sort_of = {{0, 0, 0, 1, 1, 1, }};") != std::string::npos);
  for (const char* name : {"walker", "pages", "owner", "locked"}) CHECK(text.find(name) == std::string::npos);
}

}  // namespace
}  // namespace pagerace::checker::symmetry::test
