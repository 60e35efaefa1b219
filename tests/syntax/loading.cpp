#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "model/syntax/load.hpp"
#include "tests/syntax/print_tree.hpp"

using namespace pagerace::source;
using namespace pagerace::syntax;
namespace fs = std::filesystem;

namespace {

// A library and scenarios in a folder of their own, for the length of a test.
class Folder {
 public:
  Folder() : root_(fs::temp_directory_path() / fmt::format("pagerace-loading-{}", getpid())) {
    fs::remove_all(root_);
    write("lib/vocabulary.race", "typedef int atomic_t;\n");
    write("lib/designs/old.race", "int old_design;\n");
    write("lib/designs/6.9.race", "int earlier_release;\n");
    write("lib/designs/6.12.race", "int newest_release;\n");
  }
  ~Folder() { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  std::string path(const std::string& name) const { return (root_ / name).string(); }
  void make_folder(const std::string& name) const { fs::create_directories(root_ / name); }

 private:
  fs::path root_;
};

struct Loaded {
  std::string text;      // of all files, in order
  std::string problems;  // rendered, with the folder's own path taken out
  bool is_unit = false;
};

Loaded load_from(const Folder& folder, const std::string& name, LoadOptions options = {}) {
  options.library = folder.path("lib");
  Sources sources;
  Diagnostics diagnostics;
  const auto unit = load(folder.path(name), options, sources, diagnostics);
  Loaded result;
  result.is_unit = unit.has_value();
  if (unit) {
    for (const File& file : unit->files) result.text += print(file);
  }
  for (const Diagnostic& diagnostic : diagnostics.all()) result.problems += render(sources, diagnostic);
  const std::string root = folder.path("");
  for (std::size_t at; (at = result.problems.find(root)) != std::string::npos;) result.problems.erase(at, root.size());
  return result;
}

}  // namespace

TEST_CASE("imported files come before those that import them, each once") {
  const Folder folder;
  folder.write("a.race", "import \"b.race\";\nimport \"sub/c.race\";\natomic_t a;\n");
  folder.write("b.race", "import \"sub/../sub/c.race\";\ntypedef int b_t;\nb_t b;\n");
  folder.write("sub/c.race", "int c;\n");
  const Loaded loaded = load_from(folder, "a.race");
  CHECK(loaded.problems == "");
  CHECK(loaded.text ==
        "(typedef int atomic_t)\n(var int (c))\n(import \"sub/../sub/c.race\")\n(typedef int b_t)\n(var b_t (b))\n"
        "(import \"b.race\")\n(import \"sub/c.race\")\n(var atomic_t (a))\n");
}

TEST_CASE("an import is looked for next to the file, then in -I, then in the library") {
  const Folder folder;
  folder.write("a.race", "import \"x.race\";\nimport \"y.race\";\nimport \"z.race\";\n");
  folder.write("x.race", "int x_here;\n");
  for (const char* place : {"inc", "lib"}) {
    folder.write(fmt::format("{}/x.race", place), fmt::format("int x_{};\n", place));
    folder.write(fmt::format("{}/y.race", place), fmt::format("int y_{};\n", place));
  }
  folder.write("lib/z.race", "int z_lib;\n");
  LoadOptions options;
  options.include_paths = {folder.path("nowhere"), folder.path("inc")};
  const Loaded loaded = load_from(folder, "a.race", options);
  CHECK(loaded.problems == "");
  CHECK(loaded.text.find("x_here") != std::string::npos);
  CHECK(loaded.text.find("y_inc") != std::string::npos);
  CHECK(loaded.text.find("z_lib") != std::string::npos);
  CHECK(loaded.text.find("x_inc") == std::string::npos);
}

TEST_CASE("linux.race is the chosen kernel design") {
  const Folder folder;
  folder.write("a.race", "import \"linux.race\";\n");
  folder.write("mine.race", "int my_design;\n");
  CHECK(load_from(folder, "a.race").text.find("newest_release") != std::string::npos);
  LoadOptions options;
  options.kernel = "old";
  CHECK(load_from(folder, "a.race", options).text.find("old_design") != std::string::npos);
  options.kernel = folder.path("mine.race");
  CHECK(load_from(folder, "a.race", options).text.find("my_design") != std::string::npos);
  options.kernel = "odl";
  CHECK(load_from(folder, "a.race", options).problems ==
        "a.race:1:8: error: there is no kernel design 'odl'\nimport \"linux.race\";\n       ^~~~~~~~~~~~\n"
        "  hint: did you mean old? there are 6.12, 6.9, old\n");
}

TEST_CASE("a kernel design that nothing imports is worth a warning") {
  const Folder folder;
  folder.write("a.race", "int x;\n");
  LoadOptions options;
  options.kernel = "old";
  CHECK(load_from(folder, "a.race", options)
            .problems.starts_with("a.race:1:1: warning: no file imports the kernel design 'old'"));
}

TEST_CASE("a cycle of imports is refused with its members") {
  const Folder folder;
  folder.write("a.race", "import \"b.race\";\nint a;\n");
  folder.write("b.race", "import \"c.race\";\n");
  folder.write("c.race", "\nimport \"./b.race\";\n");
  const Loaded loaded = load_from(folder, "a.race");
  CHECK(loaded.is_unit);
  CHECK(loaded.problems ==
        "c.race:2:8: error: the import leads back to the file that needs it\nimport \"./b.race\";\n       ^~~~~~~~~~\n"
        "c.race:2:8: note: b.race imports c.race imports b.race\nimport \"./b.race\";\n       ^~~~~~~~~~\n");
}

TEST_CASE("what cannot be read is said where it is asked for") {
  const Folder folder;
  folder.write("a.race", "import \"mssing.race\";\nimport \"folder\";\n");
  folder.write("missing.race", "");
  folder.make_folder("folder");
  const Loaded loaded = load_from(folder, "a.race");
  CHECK(loaded.problems ==
        "a.race:1:8: error: cannot find \"mssing.race\"\nimport \"mssing.race\";\n       ^~~~~~~~~~~~~\n"
        "  hint: did you mean \"missing.race\"?\n"
        "a.race:2:8: error: cannot read 'folder': is a folder\nimport \"folder\";\n       ^~~~~~~~\n");
  const Loaded gone = load_from(folder, "gone.race");
  CHECK_FALSE(gone.is_unit);
  CHECK(gone.problems == "gone.race: error: cannot read the scenario: No such file or directory\n");
}

TEST_CASE("a file beyond 16 MiB is refused") {
  const Folder folder;
  folder.write("a.race", std::string((16u << 20) + 1, '\n'));
  CHECK(load_from(folder, "a.race").problems == "a.race: error: cannot read the scenario: is larger than 16 MiB\n");
}

TEST_CASE("a library without the vocabulary is an error without a line") {
  const Folder folder;
  folder.write("a.race", "int x;\n");
  fs::remove(folder.path("lib/vocabulary.race"));
  const Loaded loaded = load_from(folder, "a.race");
  CHECK(loaded.problems.starts_with(
      "lib/vocabulary.race: error: cannot read the kernel's vocabulary: No such file or directory\n  hint: "));
}

TEST_CASE("the vocabulary may be the scenario, an empty file too") {
  const Folder folder;
  folder.write("empty.race", "");
  CHECK(load_from(folder, "lib/vocabulary.race").text == "(typedef int atomic_t)\n");
  CHECK(load_from(folder, "empty.race").problems == "");
}
