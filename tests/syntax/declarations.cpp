#include <doctest/doctest.h>

#include "tests/syntax/reading.hpp"

using pagerace::syntax::read;
using pagerace::syntax::read_formula;

TEST_CASE("types have one spelling") {
  CHECK(read("unsigned a;") == "(var unsigned int (a))\n");
  CHECK(read("long unsigned int a;") == "(var unsigned long (a))\n");
  CHECK(read("int long long a;") == "(var long long (a))\n");
  CHECK(read("long unsigned long a;") == "(var unsigned long long (a))\n");
  CHECK(read("short int a;") == "(var short (a))\n");
  CHECK(read("signed a;") == "(var int (a))\n");
  CHECK(read("signed char a; char b; unsigned char c;") ==
        "(var signed char (a))\n(var char (b))\n(var unsigned char (c))\n");
  CHECK(read("_Bool a; size_t b; u64 c; int const d = 1;") ==
        "(var bool (a))\n(var size_t (b))\n(var u64 (c))\n(var const int (d = 1))\n");
}

TEST_CASE("structs, enums, typedefs") {
  CHECK(read("struct page { atomic_t _refcount : 3; bool offline, *p; struct lru list[2]; };") ==
        "(struct page (var atomic_t (_refcount:3)) (var bool (offline) (*p)) (var struct lru (list[2])))\n");
  CHECK(read("enum state { A, B = 3, C, };\nenum { D };") == "(enum state A B=3 C)\n(enum - D)\n");
  CHECK(read("struct page mem_map[NR_PAGES]; enum state s;") ==
        "(var struct page (mem_map[NR_PAGES]))\n(var enum state (s))\n");
  CHECK(read("typedef unsigned long pfn_t; pfn_t f(pfn_t a);") ==
        "(typedef unsigned long pfn_t)\n(function pfn_t f ( (pfn_t a) ) -)\n");
  CHECK(read("typedef struct { int counter; } atomic_long_t;") ==
        "(struct atomic_long_t (var int (counter)))\n(typedef struct atomic_long_t atomic_long_t)\n");
  CHECK(read("struct zone { int free; } zone;") == "(struct zone (var int (free)))\n(var struct zone (zone))\n");
  CHECK(read("struct page;") == "");
  // The name of a type may be a field or a tag.
  CHECK(
      read("typedef int order; struct order { int order_; }; struct order x; int y = x.order;") ==
      "(typedef int order)\n(struct order (var int (order_)))\n(var struct order (x))\n(var int (y = (. x order)))\n");
}

TEST_CASE("functions") {
  CHECK(read("void f(void);") == "(function void f ( ) -)\n");
  CHECK(read("static inline struct page *f(int a, struct page *b) { return b; }") ==
        "(function struct page* f ( (int a) (struct page *b) ) { (return b) })\n");
  CHECK(read("atomic bool f() { }") == "(function atomic bool f ( ) { })\n");
  CHECK(read("override atomic(acquire) int f(int) ;") == "(function override atomic(acquire) int f ( (int ) ) -)\n");
  CHECK(read("static override __always_inline noinline void f(void) { }") == "(function override void f ( ) { })\n");
}

TEST_CASE("threads, init, imports") {
  CHECK(read("thread a { } daemon thread b[N] { }") == "(thread a { })\n(daemon thread b[N] { })\n");
  CHECK(read("thread walker[3](int i) { f(i); }") == "(thread walker[3] (int i) { (call f i) })\n");
  CHECK(read("init { a = 1; } int init; int thread;") == "(init { (= a 1) })\n(var int (init))\n(var int (thread))\n");
  CHECK(read("import \"mm/page.race\";") == "(import \"mm/page.race\")\n");
}

TEST_CASE("threads, properties and probed functions may be called anything") {
  CHECK(read("thread atomic { }\nthread note { }\nproperty either { probe atomic { } always (a) }") ==
        "(thread atomic { })\n(thread note { })\n(property either (probe atomic { }) (always a))\n");
}

TEST_CASE("properties") {
  CHECK(read("property p { ghost bool gone[mem_map]; probe f(struct page *page) { gone[page] = true; }\n"
             "return probe f { assert(retval, \"x\"); } at_end (a) }") ==
        "(property p (var bool (gone[mem_map])) (probe f ( (struct page *page) ) { (= ([] gone page) true) })"
        " (return probe f { (call assert retval \"x\") }) (at_end a))\n");
  CHECK(read_formula("always (a) reachable (b) fair weak at_end (c);") ==
        "(always a) (reachable b fair weak) (at_end c)");
  CHECK(read_formula("always (a imply b imply c)") == "(always (imply a (imply b c)))");
  CHECK(read_formula("always (not a == b and c or d equivalent e imply f)") ==
        "(always (imply (equivalent (|| (&& (! (== a b)) c) d) e) f))");
  CHECK(read_formula("always (a until b or c equivalent d)") == "(always (equivalent (until a (|| b c)) d))");
  CHECK(read_formula("always ((a) imply eventually (b)) fair strong") ==
        "(always (imply a (eventually b)) fair strong)");
  CHECK(read_formula("always (a) imply next b") == "(temporal (imply (always a) (next b)))");
  CHECK(read_formula("always (forall (p : m) p->next imply p->not)") ==
        "(always (forall p : m (imply (-> p next) (-> p not))))");
  // Formula words are names again in the body of a probe and in ghosts.
  CHECK(read_formula("ghost int next __range(0, 3); probe f(int not) { int always = not; next = always; }") ==
        "(var int (next<0 3>)) (probe f ( (int not) ) { (var int (always = not)) (= next always) })");
}

TEST_CASE("expectations") {
  CHECK(read("expect p: holds; expect p: violated depth 5 with kernel 2019-no-hook;") ==
        "(expect p holds)\n(expect p violated 5 kernel=2019-no-hook)\n");
  CHECK(read("expect p: vacuous with NR_PAGES = 2, X = -1, kernel a/b.race, kernel c;") ==
        "(expect p vacuous NR_PAGES=2 X=-1 kernel=a/b.race kernel=c)\n");
  CHECK(read("expect states: 156315 with P = 4, T = true; expect depth: 24;") ==
        "(expect states 156315 P=4 T=true)\n(expect depth 24)\n");
  CHECK(read("expect kernel: holds with kernel = 3;") == "(expect kernel holds kernel=3)\n");
}
