// Native code is compiled with the headers that this program was built from, or not at all.
#include "checker/native/headers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "checker/native/build.hpp"
#include "checker/native/known_headers.hpp"
#include "tests/native/environment.hpp"
#include "tests/native/models.hpp"
#include "tests/native/modules.hpp"

namespace pagerace::native {
namespace {

namespace fs = std::filesystem;
using testing::Folder;
using testing::load_text;
using testing::Model;
using testing::Variable;

const fs::path kSource = PAGERACE_SOURCE_DIR;
constexpr const char* kTwoWriters = "int a __range(0, 3);\nthread worker[2] { a = 1; }\n";

/// In a folder of its own.
std::string copied_headers(const Folder& folder) {
  std::string copy = folder / "headers";
  for (const KnownHeader& header : known_headers()) {
    fs::create_directories((fs::path(copy) / header.path).parent_path());
    fs::copy_file(kSource / header.path, fs::path(copy) / header.path);
  }
  fs::create_directories(fs::path(copy) / "tests/native");
  fs::copy_file(kSource / "tests/native/no_table.hpp", fs::path(copy) / "tests/native/no_table.hpp");
  return copy;
}

void append(const std::string& path, const char* text) { std::ofstream(path, std::ios::app) << text; }

struct Made {
  std::string reason;
  bool was_cached = false, is_there = false;
};

Made build(const std::string& headers, const Folder& folder) {
  const Model model = load_text(kTwoWriters);
  NativeParts parts;
  parts.includes = {"tests/native/no_table.hpp"};
  parts.table_type = "testing::NoTable";
  Build build(*model.system, parts, {headers, folder / "cache"});
  build.wait();
  return {build.reason(), build.was_cached(), build.library() != nullptr};
}

std::string not_as_built(const std::string& headers) {
  return "native code is not used: the headers in " + headers +
         " are not those this program was built from; rebuild or reinstall";
}

TEST_CASE("it does not matter where the headers are, only what they are") {
  const Folder folder;
  const std::string headers = copied_headers(folder);
  CHECK(build(headers, folder).reason == "");
  CHECK(build(PAGERACE_SOURCE_DIR, folder).was_cached);
  append(headers + "/tests/native/no_table.hpp", "// the test's own, and so not known\n");
  const Made other = build(headers, folder);
  CHECK(other.is_there);
  CHECK_FALSE(other.was_cached);
}

TEST_CASE("with one header changed there is no native code, not even from the cache") {
  const Folder folder;
  const std::string headers = copied_headers(folder);
  REQUIRE(build(headers, folder).is_there);
  append(headers + "/model/system/word.hpp", "// changed\n");
  const Made changed = build(headers, folder);
  CHECK_FALSE(changed.is_there);
  CHECK(changed.reason == not_as_built(headers));
}

TEST_CASE("so it is where they change while the compiler runs") {
  const Folder folder;
  const std::string headers = copied_headers(folder), compiler = folder / "compiler";
  std::ofstream(compiler) << "#!/bin/sh\necho '//' >>'" << headers << "/checker/native/module.hpp'\nexec c++ \"$@\"\n";
  fs::permissions(compiler, fs::perms::owner_all);
  const Variable variable("CXX", compiler);
  CHECK(build(headers, folder).reason == not_as_built(headers));
  CHECK(fs::is_empty(folder / "cache"));
}

bool is_known(const std::string& path) {
  const auto known = known_headers();
  return std::any_of(known.begin(), known.end(), [&](const KnownHeader& header) { return header.path == path; });
}

TEST_CASE("all that native code may include is known") {
  std::vector<std::string> waiting = {"checker/native/runtime.hpp", "checker/reduce/symmetry/canonical.hpp",
                                      "checker/reduce/partial_order/persistent.hpp"};
  for (const char* const kind : {"quotient", "pair", "tree", "bitstate", "compact"})
    waiting.push_back(std::string("checker/store/") + kind + "_table.hpp");
  std::set<std::string> seen;
  while (!waiting.empty()) {
    const std::string path = waiting.back();
    waiting.pop_back();
    if (!seen.insert(path).second) continue;
    CHECK_MESSAGE(is_known(path), path);
    std::ifstream in(kSource / path);
    REQUIRE_MESSAGE(in, path);
    const std::string before = "#include \"";
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with(before)) continue;
      waiting.push_back(line.substr(before.size(), line.rfind('"') - before.size()));
    }
  }
  CHECK(seen.size() > 20);
}

}  // namespace
}  // namespace pagerace::native
