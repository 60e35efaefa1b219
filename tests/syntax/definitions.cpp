#include "model/syntax/definitions.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "model/syntax/load.hpp"

using namespace pagerace::source;
using namespace pagerace::syntax;
namespace fs = std::filesystem;

namespace {

// A library with a subsystem and two designs, for the length of a test.
class LayeredLibrary {
 public:
  LayeredLibrary() : root_(fs::temp_directory_path() / fmt::format("pagerace-definitions-{}", getpid())) {
    fs::remove_all(root_);
    write("lib/vocabulary.race", "typedef int atomic_t;\n");
    write("lib/mm/base.race", "void f(void) { }\n__weak void hook(void) { }\n");
    write("lib/mm/subsystem.race",
          "import \"linux.race\";\nimport \"mm/base.race\";\n"
          "override void f(void) { }\nvoid hook(void) { }\nvoid inside(void) { }\n");
    write("lib/designs/6.1.race", "import \"mm/base.race\";\noverride void f(void) { }\n");
    write("lib/designs/6.12.race", "import \"6.1.race\";\noverride void f(void) { }\n");
  }
  ~LayeredLibrary() { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }

  /// The files that define a function, the one whose body runs first: "6.12 6.1 subsystem base"; or the first problem.
  std::string order(const std::string& scenario, const std::string& function, LoadOptions options = {}) const {
    write("a.race", scenario);
    options.library = (root_ / "lib").string();
    for (std::string& patch : options.patches) patch = (root_ / patch).string();
    Sources sources;
    Diagnostics diagnostics;
    const auto unit = load((root_ / "a.race").string(), options, sources, diagnostics);
    if (diagnostics.has_errors()) return diagnostics.all().front().message;
    std::string text;
    for (const DefinedFunction& defined : defined_functions(*unit)) {
      if (defined.name != function) continue;
      for (const FunctionDefinition& each : defined.definitions)
        text += (text.empty() ? "" : " ") + fs::path(sources.path(each.file->id)).stem().string();
    }
    if (const auto elsewhere = unit->not_brought.find(function); elsewhere != unit->not_brought.end())
      text += ", not " + elsewhere->second;
    return text;
  }

 private:
  fs::path root_;
};

TEST_CASE("the design has the last word, in whatever order files are imported") {
  const LayeredLibrary library;
  CHECK(library.order("import \"linux.race\";\nimport \"mm/subsystem.race\";\n", "f") == "6.12 6.1 subsystem base");
  CHECK(library.order("import \"mm/subsystem.race\";\nimport \"linux.race\";\n", "f") == "6.12 6.1 subsystem base");
  CHECK(library.order("import \"mm/subsystem.race\";\n", "f") == "6.12 6.1 subsystem base");
  CHECK(library.order("import \"mm/subsystem.race\";\noverride void f(void) { }\n", "f") ==
        "a 6.12 6.1 subsystem base");
}

TEST_CASE("what fills a hook runs instead of it") {
  const LayeredLibrary library;
  CHECK(library.order("import \"linux.race\";\n", "hook") == "base");
  CHECK(library.order("import \"mm/subsystem.race\";\n", "hook") == "subsystem base");
}

TEST_CASE("patches stand on the design, each on those before it") {
  const LayeredLibrary library;
  library.write("one.race", "override void f(void) { }\n");
  library.write("two.race", "override void f(void) { }\nvoid helper(void) { }\n");
  LoadOptions options;
  options.patches = {"two.race", "one.race"};
  CHECK(library.order("import \"mm/subsystem.race\";\n", "f", options) == "one two 6.12 6.1 subsystem base");
  options.kernel = "6.1";
  CHECK(library.order("import \"linux.race\";\n", "f", options) == "one two 6.1 base");
}

TEST_CASE("a design may bring a subsystem itself") {
  const LayeredLibrary library;
  library.write("lib/designs/6.17.race",
                "import \"6.12.race\";\nimport \"mm/subsystem.race\";\noverride void hook(void) { }\n");
  CHECK(library.order("import \"linux.race\";\n", "hook") == "6.17 subsystem base");
  CHECK(library.order("import \"mm/subsystem.race\";\n", "hook") == "6.17 subsystem base");
}

TEST_CASE("what a design overrides may be in a file that nothing imports") {
  const LayeredLibrary library;
  library.write("one.race", "override void inside(void) { }\n");
  LoadOptions options;
  options.patches = {"one.race"};
  CHECK(library.order("import \"linux.race\";\n", "inside", options) == "one, not mm/subsystem.race:5");
  CHECK(library.order("import \"mm/subsystem.race\";\n", "inside", options) == "one subsystem");
}

TEST_CASE("a design that refuses a file has no place for it, unless one above it brings it") {
  const LayeredLibrary library;
  library.write("lib/designs/6.17.race", "import \"6.12.race\";\nrefuse \"mm/subsystem.race\": \"it has no use for it\";\n");
  CHECK(library.order("import \"mm/subsystem.race\";\n", "f") ==
        "the kernel design '6.17' has no place for mm/subsystem.race: it has no use for it");
  CHECK(library.order("import \"linux.race\";\n", "f") == "6.12 6.1 base");
  library.write("lib/designs/6.18.race", "import \"6.17.race\";\nimport \"mm/subsystem.race\";\n");
  CHECK(library.order("import \"linux.race\";\n", "f") == "6.12 6.1 subsystem base");
}

}  // namespace
