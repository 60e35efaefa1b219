// From a system to a module that is loaded.
#include "checker/native/build.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "checker/native/compiler.hpp"
#include "checker/native/emit/emit.hpp"
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

constexpr const char* kProgram =
    "int value __range(0, 3);\n"
    "thread worker[2] { value = 1; value = 2; }\n"
    "property small { always (value < 3) }\n";

NativeParts parts() {
  NativeParts parts;
  parts.includes = {"tests/native/no_table.hpp"};
  parts.table_type = "testing::NoTable";
  return parts;
}

BuildOptions options(const Folder& folder) { return {PAGERACE_SOURCE_DIR, folder / "cache"}; }

/// An executable file of the shell's.
std::string script(const Folder& folder, const std::string& text) {
  std::string path = folder / "compiler";
  std::ofstream(path) << "#!/bin/sh\n" << text << "\n";
  fs::permissions(path, fs::perms::owner_all);
  return path;
}

TEST_CASE("a module is compiled once") {
  const Folder folder;
  const Model model = load_text(kProgram);
  REQUIRE(model.system);
  for (const bool again : {false, true}) {
    Build build(*model.system, parts(), options(folder));
    build.wait();
    CHECK(build.reason() == "");
    REQUIRE(build.library() != nullptr);
    CHECK(build.was_cached() == again);
    CHECK(build.library()->module().threads == 2);
  }
}

TEST_CASE("a damaged module is compiled again") {
  const Folder folder;
  const Model model = load_text(kProgram);
  Build(*model.system, parts(), options(folder)).wait();
  for (const auto& entry : fs::directory_iterator(folder / "cache")) {
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2000);
    file << "damaged";
  }
  Build build(*model.system, parts(), options(folder));
  build.wait();
  CHECK_FALSE(build.was_cached());
  CHECK(build.library() != nullptr);
}

TEST_CASE("another compiler makes another module") {
  const Folder folder;
  const Model model = load_text(kProgram);
  Build(*model.system, parts(), options(folder)).wait();
  const Variable compiler("CXX", script(folder, "exec c++ \"$@\""));
  Build build(*model.system, parts(), options(folder));
  build.wait();
  CHECK(build.reason() == "");
  CHECK_FALSE(build.was_cached());
}

std::string reason_with(const std::string& compiler, const Folder& folder) {
  const Variable variable("CXX", compiler);
  const Model model = load_text(kProgram);
  Build build(*model.system, parts(), options(folder));
  build.wait();
  CHECK(build.library() == nullptr);
  return build.reason();
}

TEST_CASE("without a compiler there is a reason") {
  const Folder folder;
  CHECK(reason_with("/nowhere/c++ -m64", folder) == "no C++ compiler found: there is no /nowhere/c++, as CXX says");
  const Variable path("PATH", folder.path());
  CHECK(reason_with("", folder) == "no C++ compiler found");
}

TEST_CASE("what the compiler complains of is said on one line") {
  const Folder folder;
  const std::string failing = script(folder, "echo 'In file x:'; printf 'x.cpp:1: error: \\033[1mno\\n more'; exit 1");
  CHECK(reason_with(failing, folder) == "the C++ compiler fails: x.cpp:1: error: [1mno");
  CHECK(reason_with(script(folder, "exit 0"), folder) == "the C++ compiler has left no module");
  CHECK(reason_with(script(folder, "kill -9 $$"), folder) == "the C++ compiler fails: ");
}

TEST_CASE("what is no module is not used") {
  const Folder folder;
  const std::string empty = script(folder, R"(while [ "$1" != -o ]; do shift; done; echo text > "$2")");
  CHECK(reason_with(empty, folder).starts_with("native code cannot be loaded: "));
}

TEST_CASE("missing headers are said") {
  const Folder folder;
  const Model model = load_text(kProgram);
  Build build(*model.system, parts(), {folder.path(), folder / "cache"});
  build.wait();
  CHECK(build.library() == nullptr);
  CHECK(build.reason().starts_with("native code needs " + folder.path()));
}

TEST_CASE("a build that nobody waits for any more ends its compiler") {
  const Folder folder;
  const Variable compiler("CXX", script(folder, "echo $$ > '" + folder / "pid" + "'; sleep 100 & wait"));
  const Model model = load_text(kProgram);
  int pid = 0;
  {
    Build build(*model.system, parts(), options(folder));
    for (int i = 0; i < 2000 && pid == 0; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      std::ifstream(folder / "pid") >> pid;
    }
    CHECK_FALSE(build.is_done());
  }
  REQUIRE(pid > 0);
  CHECK_FALSE(fs::exists("/proc/" + std::to_string(pid)));
  CHECK(fs::is_empty(folder / "cache"));
}

TEST_CASE("nothing of a model's text gets into the code") {
  const auto text_of = [](const std::string& text) {
    const Model model = load_text(text);
    REQUIRE_MESSAGE(model.system, model.errors);
    return emit(*model.system, parts());
  };
  // Names of C++, and texts that would end a string, a line or a comment.
  const std::string plain =
      "struct item { int a __range(0, 3); }; struct item items[2]; int b __range(0, 3);\n"
      "thread c { struct item *d = any(items); note \"e %d\", b; d->a = 1; if (b) BUG_ON(b == 2); }\n"
      "property f { probe g(int h) { assert(h < 3, \"i\"); } always (b < 3) }\n"
      "void g(int h) { b = h; }\nthread j { g(1); }\n";
  const std::string hostile =
      "/* */ struct namespace { int throw __range(0, 3); }; struct namespace operator[2]; int template __range(0, 3);\n"
      "thread virtual { struct namespace *class = any(operator); note \"*/ \\\" %d\", template; class->throw = 1;\n"
      "\tif (template) BUG_ON(template == 2); }\n"
      "property kWords { probe catch(int delete) { assert(delete < 3, \"); } system(\"); } always (template < 3) }\n"
      "void catch(int delete) { template = delete; }\nthread run { catch(1); }\n";
  CHECK(text_of(plain) == text_of(hostile));
}

}  // namespace
}  // namespace pagerace::native
