// Statements as lowering reads them, and what of the source they point at.
#include <doctest/doctest.h>

#include "tests/semantics/fixture.hpp"

namespace pagerace::semantics {
namespace {

std::string thread_with(const std::string& statements) {
  return thread_body(
      "int x, y; enum state { A, B } state; int f(int *p) { return *p; } thread u { x = f(&y); }\n"
      "struct page { int order; int list[2]; }; struct page page;",
      statements);
}

TEST_CASE("loops, switches and jumps") {
  CHECK(thread_with("for (int i = 0; i < 3; i++) x += i;") ==
        "{ { var i = 0; loop (i < 3) step i++ { x +=:int i; } } }");
  CHECK(thread_with("for (;;) { x++; break; }") == "{ { loop { { x++; break; } } } }");
  CHECK(thread_with("do x--; while (x);") == "{ loop last x { x--; } }");
  CHECK(thread_with("switch (x) { case 0: case 1: x = 1; break; default: ; }") ==
        "{ switch x { { case 0; case 1; x = 1; break; default; } } }");
  CHECK(thread_with("again: x++; if (x < 3) goto again;") == "{ label 1; x++; if (x < 3) { goto 1; } }");
  CHECK(thread_with("either { x = 1; } or { } atomic { x = 2; }") ==
        "{ either { { x = 1; } {} } atomic { { x = 2; } } }");
  CHECK(thread_with("note \"%d of %lu%%\", x, y;") == "{ note '%d of %u%%' { x; y; } }");
}

TEST_CASE("locals") {
  CHECK(thread_with("int a[2] = { 1, [1] = x }; y = f(a) + a[x];") ==
        "{ var a; a[0] = 1; a[1] = x; y = (f(&a[0]) + a[x]); }");
  CHECK(thread_with("struct page c = { .list = { [1] = 2 } }; x = c.order;") ==
        "{ var c; c.list[1] = 2; x = c.order; }");
  CHECK(thread_with("struct page c = page; page = c;") == "{ var c; c = page; page = c; }");
  CHECK(thread_with("int x = 1; { int x = 2; y = x; } y = x;") == "{ var x = 1; { var x = 2; y = x; } y = x; }");
}

TEST_CASE("a local knows whether it is assigned and whether its address is taken") {
  const Checked checked(
      "int x; int f(int *p) { return *p; }\n"
      "thread t { int kept = x; int changed = 1; int pointed = 2; changed++; x = kept + changed + f(&pointed); }");
  REQUIRE(checked.program);
  const auto& locals = checked.program->threads[0].body.locals;
  REQUIRE(locals.size() == 3);
  CHECK_FALSE(locals[0]->is_assigned);
  CHECK(locals[1]->is_assigned);
  CHECK_FALSE(locals[1]->address_taken);
  CHECK(locals[2]->is_assigned);
  CHECK(locals[2]->address_taken);
}

TEST_CASE("the heads of statements are what a trace shows") {
  const Checked checked(
      "int x;\nthread t {\n\tif (x == (1)) /* one */\n\t\tx = 2;\n\tdo { x++; } while (x < 2);\n"
      "\tfor (int i = 0; i < 2; i++)\n\t\tx = i;\n\tswitch (x) { case 3: x = 1; }\n\tatomic { x = 5; }\n}\n");
  REQUIRE(checked.program);
  const auto& statements = checked.program->threads[0].body.block->children;
  const auto text = [&](const Stmt& statement) { return std::string(checked.sources.slice(statement.span)); };
  CHECK(text(*statements[0]) == "if (x == (1))");
  CHECK(text(*statements[0]->children[0]) == "x = 2;");
  CHECK(text(*statements[1]) == "while (x < 2)");
  CHECK(text(*statements[2]->children[1]) == "for (int i = 0; i < 2; i++)");
  CHECK(text(*statements[3]) == "switch (x)");
  CHECK(text(*statements[3]->children[0]->children[0]) == "case 3");
  CHECK(text(*statements[4]) == "atomic");
}

TEST_CASE("where control can end") {
  const auto messages = [](const std::string& text) {
    return Checked("int x; " + text + " thread t { x = f(); }").messages();
  };
  CHECK(messages("int f(void) { for (;;) { if (x) return 1; } }").empty());
  CHECK(messages("int f(void) { if (x) return 1; else return 2; }").empty());
  CHECK(messages("int f(void) { if (x) return 1; BUG(); }").empty());
  CHECK(messages("int f(void) { switch (x) { case 0: return 1; default: return 2; } }").empty());
  CHECK(messages("enum e { A, B } e; int f(void) { switch (e) { case A: return 1; case B: return 2; } }").empty());
  CHECK(messages("int f(void) { if (x) goto out; return 1; out: return 2; }").empty());
  CHECK(messages("int f(void) { while (x) return 1; }") == "error: 'f' may end without a return\n");
  CHECK(messages("int f(void) { for (;;) { if (x) break; } }") == "error: 'f' may end without a return\n");
  CHECK(messages("int f(void) { switch (x) { case 0: return 1; } }") == "error: 'f' may end without a return\n");
  CHECK(messages("int f(void) { either { return 1; } or { x = 1; } }") == "error: 'f' may end without a return\n");
}

}  // namespace
}  // namespace pagerace::semantics
