// C's meaning made explicit: promotions, conversions, evaluation order, what constants remove.
#include <doctest/doctest.h>

#include "tests/semantics/fixture.hpp"

namespace pagerace::semantics {
namespace {

const std::string kGlobals = R"(
int x, y; unsigned int u; u8 small; u64 wide; long l; bool b;
enum state { A, B = 3, C } state;
struct page { unsigned int order : 2; unsigned int index __range(0, 3); atomic_t ref; struct page *next; int list[3]; };
struct page mem_map[4];
struct page *p, *q;
const bool ON = true;
const bool OFF = false;
)";

std::string body(const std::string& statements) { return thread_body(kGlobals, statements); }

TEST_CASE("integer promotions and the usual arithmetic conversions") {
  CHECK(body("x = small + small;") == "{ x = ((int)small + (int)small); }");
  CHECK(body("u = u + x;") == "{ u = (u + (unsigned int)x); }");
  CHECK(body("l = u + l;") == "{ l = ((long)u + l); }");
  CHECK(body("wide = wide + l;") == "{ wide = (wide + (unsigned long)l); }");
  CHECK(body("x = b + b;") == "{ x = ((int)b + (int)b); }");
  CHECK(body("x = -small;") == "{ x = -(int)small; }");
  CHECK(body("x = state + 1;") == "{ x = ((int)state + 1); }");
  CHECK(body("x = u < x;") == "{ x = (u < (unsigned int)x); }");
  CHECK(body("l = 1 << small;") == "{ l = [long](1 << (int)small); }");
}

TEST_CASE("narrow bit-fields promote to int, ranges do not change the type") {
  CHECK(body("x = p->order - 1;") == "{ x = ((int)*p.order - 1); }");
  CHECK(body("x = p->index - 1;") == "{ x = [int](*p.index - 1); }");
  CHECK(body("p->order -= 1;") == "{ *p.order -=:int 1; }");
  CHECK(body("p->index -= 1;") == "{ *p.index -=:unsigned int 1; }");
}

TEST_CASE("an assignment must fit, a cast wraps") {
  CHECK(body("small = x;") == "{ small = [unsigned char]x; }");
  CHECK(body("small = (u8)x;") == "{ small = (unsigned char)x; }");
  CHECK(body("small = (u8)300;") == "{ small = 44; }");
  CHECK(body("u = 7;") == "{ u = 7; }");
  CHECK(body("state = x;") == "{ state = [enum state]x; }");
  CHECK(body("state = (enum state)x;") == "{ state = [enum state]x; }");
  CHECK(body("x = state;") == "{ x = [int]state; }");
}

TEST_CASE("bool asks for != 0") {
  CHECK(body("b = x;") == "{ b = (bool)(x != 0); }");
  CHECK(body("b = (bool)x;") == "{ b = (bool)(x != 0); }");
  CHECK(body("b = p;") == "{ b = (bool)(p != 0); }");
  CHECK(body("b = x < y;") == "{ b = (bool)(x < y); }");
  CHECK(body("b = 5;") == "{ b = 1; }");
  CHECK(body("b |= x;") == "{ b |=:int x; }");
}

TEST_CASE("> swaps its operands only where that reorders nothing") {
  CHECK(body("b = x > 3;") == "{ b = (bool)(3 < x); }");
  CHECK(body("b = x >= 3;") == "{ b = (bool)(3 <= x); }");
  CHECK(body("b = x > y;") == "{ b = (bool)!(x <= y); }");
  CHECK(body("b = x >= y;") == "{ b = (bool)!(x < y); }");
  CHECK(body("int i = 1, j = 2; b = i > j;") == "{ var i = 1; var j = 2; b = (bool)(j < i); }");
  CHECK(body("int i = 1, j = 2; b = i++ > j;") == "{ var i = 1; var j = 2; b = (bool)!(i++ <= j); }");
  CHECK(body("b = p > q;") == "{ b = (bool)!(p <= q); }");
}

TEST_CASE("constants remove the code that they decide") {
  CHECK(body("b = OFF && x;") == "{ b = 0; }");
  CHECK(body("b = ON || x;") == "{ b = 1; }");
  CHECK(body("b = ON && x;") == "{ b = (bool)(x != 0); }");
  CHECK(body("b = x && OFF;") == "{ b = (bool)(x && 0); }");
  CHECK(body("x = OFF ? x : y;") == "{ x = y; }");
  CHECK(body("if (OFF && x) y = 1;") == "{ if 0 { y = 1; } }");
  CHECK(body("x = 2 + 3 * 4 - (7 & 3) / 2;") == "{ x = 13; }");
  CHECK(body("x = 5 / 0;") == "{ x = (5 / 0); }");
  CHECK(body("u = 1u - 2;") == "{ u = 4294967295; }");
  CHECK(body("x = ~0 << 3;") == "{ x = -8; }");
  CHECK(body("l = ARRAY_SIZE(mem_map) + ARRAY_SIZE(mem_map[0].list);") == "{ l = 7; }");
}

TEST_CASE("literals have C's types") {
  CHECK(body("b = 0xffffffff > -1;") == "{ b = 0; }");  // unsigned int
  CHECK(body("b = 4294967295 > -1;") == "{ b = 1; }");  // long
  CHECK(body("b = 1u > -1;") == "{ b = 0; }");
  CHECK(body("b = 1ul > -1;") == "{ b = 0; }");
  CHECK(body("b = 1l > -1;") == "{ b = 1; }");
}

TEST_CASE("pointers") {
  CHECK(body("l = p - q;") == "{ l = (p -> q); }");
  CHECK(body("p = p - 1;") == "{ p = (p +> -1); }");
  CHECK(body("p = p + x;") == "{ p = (p +> x); }");
  CHECK(body("p -= x;") == "{ p +>=:struct page * -(long)x; }");
  CHECK(body("p = mem_map;") == "{ p = &mem_map[0]; }");
  CHECK(body("p = mem_map + x;") == "{ p = (&mem_map[0] +> x); }");
  CHECK(body("p = &mem_map[x];") == "{ p = &mem_map[x]; }");
  CHECK(body("p = &*q;") == "{ p = q; }");
  CHECK(body("x = (*p).list[1];") == "{ x = *p.list[1]; }");
  CHECK(body("x = p[1].list[y];") == "{ x = *(p +> 1).list[y]; }");
  CHECK(body("p = x ? p : NULL;") == "{ p = select(x, p, 0); }");
  CHECK(body("p = 0;") == "{ p = 0; }");
  CHECK(body("b = p == NULL;") == "{ b = (bool)(p == 0); }");
  CHECK(body("if (p && !q) x = 1;") == "{ if ((p != 0) && (q == 0)) { x = 1; } }");
  CHECK(body("while (p) p = p->next;") == "{ loop (p != 0) { p = *p.next; } }");
}

TEST_CASE("accesses with an ordering") {
  CHECK(body("x = READ_ONCE(p->index);") == "{ x = [int]*p.index_once; }");
  CHECK(body("WRITE_ONCE(x, u);") == "{ x =_once [int]u; }");
  CHECK(body("x = smp_load_acquire(&y);") == "{ x = y_acquire; }");
  CHECK(body("smp_store_release(&p->next, NULL);") == "{ *p.next =_release 0; }");
  CHECK(body("x = xchg(&y, 2);") == "{ x = xchg(@y, 2); }");
  CHECK(body("p = cmpxchg(&q, NULL, mem_map);") == "{ p = cmpxchg(@q, 0, &mem_map[0]); }");
  CHECK(body("int old = 1; b = try_cmpxchg(&y, &old, 2);") == "{ var old = 1; b = try_cmpxchg(@y, @old, 2); }");
}

TEST_CASE("choices and quantifiers") {
  CHECK(body("p = any(mem_map);") == "{ p = any(@mem_map); }");
  CHECK(body("x = any(0 .. y);") == "{ x = any(0, y); }");
  CHECK(body("x = *any(p->list);") == "{ x = *any(@*p.list); }");
  CHECK(body("b = forall (m : mem_map) m->index;") == "{ b = (bool)forall(@mem_map, (*m.index != 0)); }");
  CHECK(body("b = exists (i : 0 .. 3) mem_map[i].list[0] == i;") ==
        "{ b = (bool)exists(0, 3, (mem_map[i].list[0] == i)); }");
}

TEST_CASE("what must not be") {
  CHECK(body("BUG_ON(x); VM_BUG_ON_PAGE(b, p);") == "{ fail_if((x != 0)); switched_off(); }");
  CHECK(body("if (WARN_ON_ONCE(p)) x = 1;") == "{ if fail_if((p != 0)) { x = 1; } }");
  const Checked checked("int x;\nthread t { BUG_ON(x  ==\n\t1); WARN_ON(x); assert(x, \"text\"); assert(x > 1); }");
  REQUIRE(checked.program);
  const auto& statements = checked.program->threads[0].body.block->children;
  CHECK(statements[0]->expr->text == "BUG_ON(x == 1)");
  CHECK(statements[0]->expr->check == Check::BugOn);
  CHECK(statements[1]->expr->check == Check::WarnOn);
  CHECK(statements[2]->expr->text == "text");
  CHECK(statements[3]->expr->text == "x > 1");
}

}  // namespace
}  // namespace pagerace::semantics
