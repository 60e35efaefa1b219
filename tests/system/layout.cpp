#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "model/system/state.hpp"
#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

namespace {

/// Marks the bits as taken; false where one was.
bool take(std::vector<Word>& taken, const Storage& at) {
  if (at.width == 0) return true;
  const Word mask = mask_of(at.width) << at.shift;
  if (at.shift + at.width > 64 || (taken.at(at.word) & mask) != 0) return false;
  taken[at.word] |= mask;
  return true;
}

/// Whether elements that lie in one word are at one distance, array by array.
bool has_constant_strides(const TransitionSystem& system) {
  for (std::size_t cell = 1; cell + 2 < system.cells.size(); ++cell) {
    const Storage* at = &system.cell_storage[cell];
    const CellInfo* info = &system.cells[cell];
    if (info[0].type == nullptr || info[1].type == nullptr || info[2].type == nullptr) continue;
    if (at[0].word != at[1].word || at[1].word != at[2].word) continue;
    if (at[1].shift - at[0].shift != at[2].shift - at[1].shift) return false;
  }
  return true;
}

/// A thread that carries `count` registers of the width along, all at once.
void carry(Builder& builder, const std::string& name, std::uint32_t instances, std::vector<unsigned> widths) {
  CodeBuilder thread = builder.thread(name, instances);
  std::vector<Register> carried;
  for (unsigned width : widths) carried.push_back(thread.choose(0, static_cast<Value>(mask_of(width))));
  thread.yield();
  thread.mark(carried);
  thread.end();
}

}  // namespace

TEST_CASE("nothing overlaps, nothing straddles, everything reads back") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 60; ++round) {
    Builder builder;
    const auto pick = [&](unsigned least, unsigned most) {
      return least + static_cast<unsigned>(random() % (most - least + 1));
    };
    unsigned variables = pick(1, 12);
    while (variables-- > 0) {
      const unsigned width = pick(0, 40);
      const Cell cell =
          builder.array(fmt::format("v{}", variables), pick(1, 9), {0, static_cast<Value>(mask_of(width))});
      CodeBuilder init = builder.init();
      init.store(cell, init.choose(0, static_cast<Value>(mask_of(width))));
    }
    unsigned threads = pick(1, 3);
    while (threads-- > 0) {
      std::vector<unsigned> widths(pick(0, 6));
      for (unsigned& width : widths) width = pick(1, 31);
      carry(builder, fmt::format("t{}", threads), pick(1, 4), widths);
    }
    const TransitionSystem& system = builder.finish();
    REQUIRE_FALSE(builder.diagnostics.has_errors());
    CHECK(system.words * 64 >= system.bits);
    CHECK(has_constant_strides(system));

    std::vector<Word> taken(system.words, 0);
    std::vector<const Storage*> fields;
    for (std::size_t cell = 1; cell < system.cells.size(); ++cell) fields.push_back(&system.cell_storage[cell]);
    for (const ThreadInstance& instance : system.instances) {
      fields.push_back(&instance.code_storage);
      for (const Storage& at : instance.registers) fields.push_back(&at);
    }
    unsigned bits = 0;
    for (const Storage* at : fields) {
      CHECK(take(taken, *at));
      bits += at->width;
    }
    CHECK(bits == system.bits);

    std::vector<Word> state(system.words, 0);
    std::vector<Value> values;
    for (const Storage* at : fields) {
      values.push_back(at->bias + static_cast<Value>(random() & (at->width == 0 ? 0 : mask_of(at->width))));
      CHECK(set(system, state.data(), *at, values.back()));
    }
    for (std::size_t i = 0; i < fields.size(); ++i) CHECK(get(system, state.data(), *fields[i]) == values[i]);
  }
}

TEST_CASE("what fits into one word is in one word") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 4, {0, 63}, 0, int_type(), "_refcount");
  const Cell lock = builder.cell("lock", {0, 7});
  CodeBuilder init = builder.init();
  init.store(pages, init.choose(0, 63));
  init.store(lock, init.choose(0, 7));
  carry(builder, "walker", 6, {4});
  const TransitionSystem& system = builder.finish();
  CHECK(system.bits == 4 * 6 + 3 + 6 * 5);  // 16 codes before the end, and one there
  CHECK(system.words == 1);
  for (Cell i = 0; i + 1 < 4; ++i) {
    CHECK(system.cell_storage[pages + i + 1].shift == system.cell_storage[pages + i].shift + 6);
  }
}

TEST_CASE("members of an array of structs lie at one distance as far as a word goes") {
  Builder builder;
  const std::uint32_t count = 20;
  std::vector<Cell> refcounts, flags;
  CodeBuilder init = builder.init();
  for (std::uint32_t i = 0; i < count; ++i) {
    for (const auto& [member, most] : {std::pair{"refcount", 7}, std::pair{"flag", 1}}) {
      const Cell cell = builder.cell(fmt::format("pages[{}]", i), {0, most});
      builder.system.cells[cell].member = member;
      builder.system.cells.pop_back();  // there is no gap between the members
      builder.system.initial_memory.pop_back();
      init.store(cell, init.choose(0, most));
      (most == 7 ? refcounts : flags).push_back(cell);
    }
  }
  const TransitionSystem& system = builder.finish();
  CHECK(system.bits == count * 4);
  CHECK(system.words == 2);
  for (const auto& cells : {refcounts, flags}) {
    for (std::uint32_t i = 0; i + 1 < count; ++i) {
      const Storage &at = system.cell_storage[cells[i]], &next = system.cell_storage[cells[i + 1]];
      if (at.word == next.word) CHECK(next.shift == at.shift + 4);
    }
  }
}

TEST_CASE("an array that does not fit leaves no word half empty") {
  Builder builder;
  const Cell big = builder.array("big", 30, {0, 63});
  CodeBuilder init = builder.init();
  init.store(big, init.choose(0, 63));
  const TransitionSystem& system = builder.finish();
  CHECK(system.bits == 180);
  CHECK(system.words == 3);
}

TEST_CASE("registers too large for the code share bits if never alive together, alike in all instances") {
  Builder builder;
  CodeBuilder thread = builder.thread("t", 2);
  std::vector<Register> carried;
  for (int i = 0; i < 3; ++i) {
    carried.push_back(thread.choose(0, static_cast<Value>(mask_of(40))));
    thread.yield();
    thread.mark({carried.back()});
  }
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(system.bits == 2 * (2 + 40));
  for (const ThreadInstance& instance : system.instances) {
    CHECK(instance.registers[carried[0]].shift == instance.registers[carried[2]].shift);
    CHECK(instance.registers[carried[0]].shift == instance.code_storage.shift + 2);
  }
}

TEST_CASE("what never changes takes no bits and still reads as it is") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1000}, 42);
  builder.thread("t").end();
  const TransitionSystem& system = builder.finish();
  const Word state = 0;
  CHECK(system.bits == 0);
  CHECK(system.words == 1);
  CHECK(get(system, &state, system.cell_storage[x]) == 42);
}

TEST_CASE("a state of more than 64 words is refused, and the largest variable named") {
  Builder builder;
  const Cell big = builder.array("table", 500, {0, 1023}), small = builder.array("other", 3, {0, 1023});
  CodeBuilder init = builder.init();
  for (Cell cell : {big, small}) init.store(cell, init.choose(0, 1023));
  builder.finish();
  REQUIRE(builder.diagnostics.errors() == 1);
  CHECK(builder.diagnostics.all()[0].message == "a state takes 84 words of 64 bits, more than 64");
  CHECK(builder.diagnostics.all()[0].hint ==
        "the largest variable is 'table' with 5000 bits; give it widths or fewer elements");
}
