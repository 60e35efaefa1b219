#include <doctest/doctest.h>

#include "tests/syntax/reading.hpp"

using pagerace::syntax::read_statements;

TEST_CASE("C's statements") {
  CHECK(read_statements("; a = 1; { b; }") == "() (= a 1) { b }");
  CHECK(read_statements("if (a) b; else if (c) d; else e;") == "(if a b (if c d e))");
  CHECK(read_statements("if (a) if (b) c; else d;") == "(if a (if b c d))");
  CHECK(read_statements("while (a--) b;") == "(while (_-- a) b)");
  CHECK(read_statements("do a; while (b);") == "(do a b)");
  CHECK(read_statements("for (;;) ;") == "(for - - - ())");
  CHECK(read_statements("for (int i = 0; i < 3; i++) f(i);") == "(for (var int (i = 0)) (< i 3) (_++ i) (call f i))");
  CHECK(read_statements("for (i = 0, j = 1; i; i--, j++) {}") == "(for (, (= i 0) (= j 1)) i (, (_-- i) (_++ j)) { })");
  CHECK(read_statements("switch (a) { case 1: case B + 1: b; break; default: c; }") ==
        "(switch a { (case 1 (case (+ B 1) b)) (break) (default c) })");
  CHECK(read_statements("out: goto out; return; return a, b;") == "(label out (goto out)) (return) (return (, a b))");
  CHECK(read_statements("while (1) { continue; break; }") == "(while 1 { (continue) (break) })");
}

TEST_CASE("local declarations") {
  CHECK(read_statements("int a = 1, *p, b[2][3];") == "(var int (a = 1) (*p) (b[2][3]))");
  CHECK(read_statements("unsigned int order : 2 = 3;") == "(var unsigned int (order:2 = 3))");
  CHECK(read_statements("unsigned int order : A ? 1 : 2 = 3;") == "(var unsigned int (order:(? A 1 2) = 3))");
  CHECK(read_statements("int r __range(0, 7) = 3;") == "(var int (r<0 7> = 3))");
  CHECK(read_statements("const struct page *page = any(mem_map);") ==
        "(var const struct page (*page = (any mem_map)))");
  CHECK(read_statements("atomic_t count; atomic_t * p;") == "(var atomic_t (count)) (var atomic_t (*p))");
}

TEST_CASE("what C lacks") {
  CHECK(read_statements("either { a; } or { b; } or { } c;") == "(either { a } { b } { }) c");
  CHECK(read_statements("either { either { a; } or { b; } } or { c; }") == "(either { (either { a } { b }) } { c })");
  CHECK(read_statements("atomic { a; b; }") == "(atomic { a b })");
  CHECK(read_statements("assume(a, b);") == "(assume (, a b))");
  CHECK(read_statements("note \"now %d\" \", later\", a + 1;") == "(note \"now %d, later\" (+ a 1))");
  CHECK(read_statements("note \"here\";") == "(note \"here\")");
  CHECK(read_statements("assert(a, \"text\"); poison(&x); y = self + NR_THREADS;") ==
        "(call assert a \"text\") (call poison (& x)) (= y (+ self NR_THREADS))");
}

TEST_CASE("words of the language are names where they mean nothing else") {
  for (const char* word :
       {"next",   "not",    "or",     "and",    "init",     "fair",   "weak",     "depth",  "with",  "kernel",
        "states", "any",    "thread", "until",  "always",   "holds",  "property", "import", "probe", "ghost",
        "note",   "assume", "either", "expect", "override", "daemon", "atomic",   "forall", "none",  "reachable"}) {
    const std::string name = word;
    CAPTURE(name);
    CHECK(read_statements("int " + name + " = 1; " + name + "++; p->" + name + " = q." + name + ";") ==
          "(var int (" + name + " = 1)) (_++ " + name + ") (= (-> p " + name + ") (. q " + name + "))");
    CHECK(read_statements(name + ": goto " + name + ";") == "(label " + name + " (goto " + name + "))");
  }
}
