// Which function a changed line belongs to.
#include "patch/touched.hpp"

#include <doctest/doctest.h>

#include "patch/function_head.hpp"

using namespace pagerace::patch;

namespace {

/// What one hunk of mm/x.c touches: "changed f, added g; outside 2 after struct a {".
std::string touched(const std::string& context, const std::vector<std::string>& lines) {
  FileChange change;
  change.old_path = change.new_path = "mm/x.c";
  Hunk hunk;
  hunk.old_begin = hunk.new_begin = 1;
  hunk.context = context;
  hunk.lines = lines;
  change.hunks.push_back(hunk);
  const TouchedBy by = touched_by(change);
  std::string text;
  for (const Touched& each : by.functions) {
    const char* const kinds[] = {"changed ", "added ", "removed "};
    text += (text.empty() ? "" : ", ") + std::string(kinds[static_cast<int>(each.kind)]) + each.function;
  }
  for (const Outside& each : by.outside) text += "; outside " + std::to_string(each.number) + " after " + each.within;
  return text;
}

}  // namespace

TEST_CASE("heads of functions") {
  CHECK(function_of("static int foo(struct page *page,") == "foo");
  CHECK(function_of("foo(void)") == "foo");
  CHECK(function_of("struct page *foo(void)") == "foo");
  CHECK(function_of("void __init __foo(void) __must_hold(lock)") == "__foo");
  CHECK(function_of("static __printf(1, 2) void foo(const char *text, ...)") == "foo");
  CHECK(function_of("__attribute__((noinline)) int foo(void)") == "foo");
  CHECK(function_of("SYSCALL_DEFINE3(madvise, unsigned long, start)") == "madvise");
  CHECK(function_of("static inline void foo(void) { }") == "foo");
}

TEST_CASE("what is no head of a function") {
  for (const char* line :
       {"", "\tfoo(a);", " foo(a)", "int foo(void);", "struct a {", "out:", "static int a = f(1)", "EXPORT_SYMBOL(foo)",
        "#define foo(a) a", "if (a)", "int (*foo)(void)", "typedef int foo(int)", "int a[3] = {", "}", "/* foo() */"})
    CHECK_MESSAGE(!function_of(line), line);
}

TEST_CASE("a change before the first head belongs to the function of the hunk's header") {
  CHECK(touched("int f(void)", {" a", "-b", "+c", " }"}) == "changed f");
}

TEST_CASE("a change after the end of that function does not") {
  CHECK(touched("int f(void)", {" a", " }", "+int x;", " "}) == "; outside 1 after ");
  CHECK(touched("int f(void)", {" }", " ", " int g(void)", " {", "+a", " }"}) == "changed g");
}

TEST_CASE("functions that come and go") {
  CHECK(touched("int f(void)", {" }", "+", "+int g(void)", "+{", "+}"}) == "added g");
  CHECK(touched("int f(void)", {" }", "-int g(void)", "-{", "-}"}) == "removed g");
  CHECK(touched("", {"-int g(int a)", "+int g(long a)", " {", " }"}) == "changed g");
  CHECK(touched("", {"-int g(int a)", "+int h(int a)", " {", "-b", "+c", " }"}) == "removed g, added h");
}

TEST_CASE("a function of which the head is on several lines") {
  CHECK(touched("", {" static int", "-g(int a)", "+g(int b)", " {"}) == "changed g");
  CHECK(touched("", {"-static int", "+static long", " g(int a)", " {"}) == "changed g");
  CHECK(touched("", {" int g(int a,", "-\tint b)", "+\tint c)", " {"}) == "changed g");
}

TEST_CASE("a prototype is outside of functions") {
  CHECK(touched("", {"+int g(int a,", "+      int b);", " "}) == "; outside 2 after ");
  CHECK(touched("int f(void)", {" }", "+int g(int a,", "+      int b);"}) == "; outside 2 after ");
}

TEST_CASE("types and what cannot be told say what stands before them") {
  CHECK(touched("struct zone {", {" int a;", "+int b;", " int c;"}) == "; outside 1 after struct zone {");
  CHECK(touched("", {" struct zone {", "+\tint b;", " };", "+int c;"}) ==
        "; outside 1 after struct zone {; outside 1 after ");
}

TEST_CASE("a body on one line ends there") {
  CHECK(touched("", {"+static inline void g(void) { }", "+int x;"}) == "added g; outside 1 after ");
}

TEST_CASE("what one patch of a series adds, a later one does not merely change") {
  TouchedBy all, later;
  all.functions.push_back({"mm/x.c", "g", Touched::Kind::Added, {Hunk()}});
  later.functions.push_back({"mm/x.c", "g", Touched::Kind::Changed, {Hunk()}});
  later.functions.push_back({"mm/y.c", "g", Touched::Kind::Changed, {Hunk()}});
  all.add(later);
  REQUIRE(all.functions.size() == 2);
  CHECK(all.functions[0].kind == Touched::Kind::Added);
  CHECK(all.functions[0].hunks.size() == 2);
}
