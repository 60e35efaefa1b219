#include <doctest/doctest.h>

#include "tests/syntax/reading.hpp"

using pagerace::syntax::read_expr;

TEST_CASE("operators bind as in C") {
  CHECK(read_expr("a + b * c") == "(+ a (* b c))");
  CHECK(read_expr("a * b + c") == "(+ (* a b) c)");
  CHECK(read_expr("a - b - c") == "(- (- a b) c)");
  CHECK(read_expr("a / b % c * d") == "(* (% (/ a b) c) d)");
  CHECK(read_expr("a << b + c") == "(<< a (+ b c))");
  CHECK(read_expr("a < b << c") == "(< a (<< b c))");
  CHECK(read_expr("a == b < c") == "(== a (< b c))");
  CHECK(read_expr("a & b == c") == "(& a (== b c))");
  CHECK(read_expr("a ^ b & c") == "(^ a (& b c))");
  CHECK(read_expr("a | b ^ c") == "(| a (^ b c))");
  CHECK(read_expr("a && b | c") == "(&& a (| b c))");
  CHECK(read_expr("a || b && c") == "(|| a (&& b c))");
  CHECK(read_expr("a ? b : c ? d : e") == "(? a b (? c d e))");
  CHECK(read_expr("a || b ? c : d") == "(? (|| a b) c d)");
  CHECK(read_expr("a ? b, c : d") == "(? a (, b c) d)");
  CHECK(read_expr("a = b = c") == "(= a (= b c))");
  CHECK(read_expr("a += b ? c : d") == "(+= a (? b c d))");
  CHECK(read_expr("(a, b)") == "(, a b)");
}

TEST_CASE("prefix and postfix operators") {
  CHECK(read_expr("-a + b") == "(+ (- a) b)");
  CHECK(read_expr("!a && ~b") == "(&& (! a) (~ b))");
  CHECK(read_expr("!a == b") == "(== (! a) b)");
  CHECK(read_expr("*p++") == "(* (_++ p))");
  CHECK(read_expr("-- a --") == "(--_ (_-- a))");
  CHECK(read_expr("- - a") == "(- (- a))");
  CHECK(read_expr("&mem_map[pfn]") == "(& ([] mem_map pfn))");
  CHECK(read_expr("*p->q.r[1]") == "(* ([] (. (-> p q) r) 1))");
  CHECK(read_expr("f(a, g())->x") == "(-> (call f a (call g)) x)");
  CHECK(read_expr("(f)(a)") == "(call f a)");
  CHECK(read_expr("a & & b") == "(& a (& b))");
}

TEST_CASE("casts") {
  CHECK(read_expr("(u8)(x + 1)") == "(cast u8 (+ x 1))");
  CHECK(read_expr("(u8)x + 1") == "(+ (cast u8 x) 1)");
  CHECK(read_expr("(unsigned)-x") == "(cast unsigned int (- x))");
  CHECK(read_expr("(struct page *)p") == "(cast struct page* p)");
  CHECK(read_expr("(atomic_t)x") == "(cast atomic_t x)");
  CHECK(read_expr("(a)-x") == "(- a x)");
}

TEST_CASE("numbers get C's types") {
  CHECK(read_expr("0") == "0");
  CHECK(read_expr("017") == "15");
  CHECK(read_expr("0x1F") == "31");
  CHECK(read_expr("0b101") == "5");
  CHECK(read_expr("3u") == "3u");
  CHECK(read_expr("3UL") == "3ul");
  CHECK(read_expr("3ll") == "3l");
  CHECK(read_expr("2147483647") == "2147483647");
  CHECK(read_expr("2147483648") == "2147483648l");
  CHECK(read_expr("0x80000000") == "2147483648u");
  CHECK(read_expr("0xffffffffffffffff") == "18446744073709551615ul");
  CHECK(read_expr("18446744073709551615u") == "18446744073709551615ul");
  CHECK(read_expr("0x1e5") == "485");
}

TEST_CASE("other constants") {
  CHECK(read_expr("'a'") == "97");
  CHECK(read_expr("'\\n'") == "10");
  CHECK(read_expr("'\\0'") == "0");
  CHECK(read_expr("'\\x41'") == "65");
  CHECK(read_expr("'\\''") == "39");
  CHECK(read_expr("true || NULL") == "(|| true NULL)");
  CHECK(read_expr("f(\"a\" \"b\\t\\\\\", 1)") == "(call f \"ab\t\\\" 1)");
}

TEST_CASE("choices and quantifiers") {
  CHECK(read_expr("any(mem_map)") == "(any mem_map)");
  CHECK(read_expr("any(0..3)") == "(any 0 3)");
  CHECK(read_expr("any(0 .. N - 1) + 1") == "(+ (any 0 (- N 1)) 1)");
  CHECK(read_expr("forall (p : mem_map) p->a && p->b") == "(forall p : mem_map (&& (-> p a) (-> p b)))");
  CHECK(read_expr("x && exists (i : 0 .. 3) a[i] || b") == "(&& x (exists i : 0 .. 3 (|| ([] a i) b)))");
  CHECK(read_expr("f(forall (p : m) p, 1)") == "(call f (forall p : m p) 1)");
  CHECK(read_expr("!forall (p : m) exists (q : m) p == q") == "(! (forall p : m (exists q : m (== p q))))");
  CHECK(read_expr("a ? forall (p : m) p : b") == "(? a (forall p : m p) b)");
}

TEST_CASE("initialisers") {
  CHECK(read_expr("{ 1, 2, }") == "{ 1 2 }");
  CHECK(read_expr("{ }") == "{ }");
  CHECK(read_expr("{ .managed = 4, .free = { [1] = 2 } }") == "{ .managed = 4 .free = { [1] = 2 } }");
}
