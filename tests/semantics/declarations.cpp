// Constants, ranges, initial values, functions and threads.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/semantics/fixture.hpp"

namespace pagerace::semantics {
namespace {

Value constant(const Checked& checked, const std::string& name) {
  for (const Constant& known : checked.program->constants)
    if (known.name == name) return known.value;
  throw std::runtime_error("no constant " + name);
}

TEST_CASE("constants may depend on what comes later") {
  const Checked checked("const int A = B * 2; const int B = C + NR_THREADS; enum { X, C = 5 }; thread t[3] { }");
  REQUIRE(checked.program);
  CHECK(constant(checked, "A") == 16);
}

TEST_CASE("-D replaces constants") {
  const std::string text =
      "const int N = 2; const bool CONFIG = false; enum mode { SLOW, FAST }; const enum mode MODE = SLOW;"
      "int x[N]; thread t { x[0] = CONFIG + MODE; }";
  const Checked checked(text, {{"N", "0x10"}, {"CONFIG", "true"}, {"MODE", "FAST"}});
  REQUIRE(checked.program);
  CHECK(checked.shared("x").type->count == 16);
  CHECK(constant(checked, "CONFIG") == 1);
  CHECK(constant(checked, "MODE") == 1);
  CHECK(Checked(text, {{"N", "3"}, {"N", "010"}}).shared("x").type->count == 8);
  CHECK(Checked(text, {{"M", "3"}}).messages() == "error: -D M=3: there is no constant 'M'\n");
  CHECK(Checked(text, {{"CONFG", "1"}}).hints() == "did you mean 'CONFIG'?\n");
  CHECK(Checked(text, {{"x", "3"}}).messages() == "error: -D x=3: 'x' is not a constant\n");
  CHECK(Checked(text, {{"CONFIG", "2"}}).messages() == "error: -D CONFIG=2 does not fit in 'bool'\n");
  CHECK(Checked(text, {{"N", "many"}}).messages().find("neither a number") != std::string::npos);
  CHECK(Checked(text, {{"N", "99999999999999999999"}}).program == nullptr);
  CHECK(Checked(text, {{"N", "3000000000"}}).messages().find("does not fit in 'int'") != std::string::npos);
}

TEST_CASE("widths and ranges") {
  const Checked checked(
      "unsigned int a : 2; int b : 3; bool c[2] : 1; int d __range(-1, 7); atomic_t e : 3;"
      "atomic_t f[2] __range(-1, 2); u64 g; enum s { P = 2, Q = 5 } h = P; u8 i : 8;"
      "struct page { atomic_t ref : 2; } page; thread t { }");
  REQUIRE(checked.program);
  const auto range = [&](const char* name) { return checked.shared(name).range; };
  CHECK(range("a") == Range{0, 3});
  CHECK(range("b") == Range{-4, 3});
  CHECK(range("c") == Range{0, 1});
  CHECK(range("d") == Range{-1, 7});
  CHECK(range("e") == Range{0, 7});
  CHECK(range("f") == Range{-1, 2});
  CHECK(range("h") == Range{0, 7});
  CHECK(range("i") == Range{0, 255});
  CHECK(checked.shared("a").has_range);
  CHECK_FALSE(checked.shared("g").has_range);
  CHECK(checked.shared("page").type->structure->fields[0].range == Range{0, 3});
  CHECK(checked.shared("e").type->structure->is_atomic_t);
}

TEST_CASE("initial values stand in order, one for each scalar") {
  const Checked checked(
      "struct page { int order; bool flags[2]; atomic_t ref; };"
      "struct page pages[2] = { [1] = { .ref = ATOMIC_INIT(3), .flags = { [1] = true }, .order = -1 } };"
      "int plain = 4; int zero; thread t { }");
  REQUIRE(checked.program);
  CHECK(checked.shared("pages").initial == std::vector<Value>{0, 0, 0, 0, -1, 0, 1, 3});
  CHECK(checked.shared("plain").initial == std::vector<Value>{4});
  CHECK(checked.shared("zero").initial.empty());
}

TEST_CASE("an override is what all callers call, also those before it") {
  const Checked checked(
      "spinlock_t lock; int x; void g(void) { spin_lock(&lock); }\n"
      "override atomic void spin_lock(spinlock_t *lock) { x = 3; } thread t { g(); }");
  REQUIRE(checked.program);
  CHECK(print(*checked.function("spin_lock").body.block).find("3") != std::string::npos);
  const auto& functions = checked.program->functions;
  CHECK(std::count_if(functions.begin(), functions.end(), [](const auto& each) { return each->name == "spin_lock"; }) ==
        1);
}

TEST_CASE("prototypes are not functions of the program") {
  const Checked checked("int x; void missing(void); void f(void); thread t { f(); } void f(void) { x = 1; }");
  REQUIRE(checked.program);
  CHECK_THROWS(checked.function("missing"));
  CHECK(checked.function("f").from_scenario);
  CHECK_FALSE(checked.function("f").from_vocabulary);
}

TEST_CASE("the vocabulary is one atomic step a function, with its ordering") {
  const Checked checked("thread t { }");
  REQUIRE(checked.program);
  CHECK(checked.function("spin_lock").is_atomic);
  CHECK(checked.function("spin_lock").ordering == Ordering::Acquire);
  CHECK(checked.function("spin_unlock").ordering == Ordering::Release);
  CHECK(checked.function("atomic_add_return").ordering == Ordering::Full);
  CHECK(checked.function("atomic_read").ordering == Ordering::Relaxed);
  CHECK(checked.function("spin_lock").from_vocabulary);
  CHECK_FALSE(checked.function("__set_bit").is_atomic);
}

TEST_CASE("the vocabulary fits any number of threads") {
  CHECK(Checked("int x; init { x = 1; }").messages().empty());
  CHECK(Checked("thread t[64] { }").messages().empty());
  CHECK(Checked("thread t[32] { } thread u[33] { }").messages() ==
        "error: with these there are 65 threads, and at most 64 are supported\n");
}

TEST_CASE("threads and their numbers") {
  const Checked checked("const int N = 2; int x; thread a[N + 1](int i) { x = i; } daemon thread b { x = self; }");
  REQUIRE(checked.program);
  const auto& threads = checked.program->threads;
  REQUIRE(threads.size() == 2);
  CHECK(threads[0].count == 3);
  CHECK(threads[0].body.parameters[0]->range == Range{0, 2});
  CHECK(threads[1].is_daemon);
  CHECK(threads[1].count == 1);
}

TEST_CASE("a typo gets a suggestion") {
  CHECK(Checked("int order; thread t { order = oder; }").hints() == "did you mean 'order'?\n");
  CHECK(Checked("atomic_t r; thread t { atomic_incc(&r); }").hints() == "did you mean 'atomic_inc'?\n");
  CHECK(Checked("struct page { int order; } page; thread t { page.oder = 1; }").hints() == "did you mean 'order'?\n");
}

}  // namespace
}  // namespace pagerace::semantics
