#include "model/system/layout/encoding.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "model/system/state.hpp"
#include "tests/system/builder.hpp"
#include "tests/system/threads.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

namespace {

constexpr Value kGreatestValue = std::numeric_limits<Value>::max();

/// Steps that carry registers along: for each of `places` those whose numbers of values it says, all at once.
CodeBuilder carry(Builder& builder, std::uint32_t instances, const std::vector<std::vector<Value>>& places,
                  std::vector<std::vector<Register>>* carried = nullptr) {
  CodeBuilder thread = builder.thread("t", instances);
  for (const std::vector<Value>& sizes : places) {
    std::vector<Register> registers;
    for (Value size : sizes) registers.push_back(thread.choose(-3, size - 4));
    thread.yield();
    thread.mark(registers);
    if (carried != nullptr) carried->push_back(registers);
  }
  return thread;
}

/// Any value that the register can have at the location.
Value any_value(const TransitionSystem& system, std::uint32_t instance, std::uint32_t location, Register r,
                std::mt19937_64& random) {
  const ThreadInstance& own = system.instances[instance];
  for (const Digit& digit : system.templates[own.code].encodings[location].digits) {
    if (digit.reg == r) return value_of(system, digit, random() % digit.size);
  }
  const Storage& field = own.registers[r];
  return field.bias + static_cast<Value>(random() & (field.width == 0 ? 0 : mask_of(field.width)));
}

void check_thread(const TransitionSystem& system, std::uint32_t instance, std::mt19937_64& random) {
  const ThreadTemplate& thread = system.templates[system.instances[instance].code];
  for (std::uint32_t l = 0; l < thread.locations.size(); ++l) {
    std::vector<Value> registers(thread.code.registers.size(), 12345);
    for (Register r : thread.locations[l].live) registers[r] = any_value(system, instance, l, r, random);
    std::vector<Word> state(system.words, 0), others(system.words);
    for (Word& word : others) word = random();
    for (Word* bits : {state.data(), others.data()}) {
      REQUIRE(set_thread(system, bits, instance, l, registers));
      CHECK(location_of(system, bits, instance) == l);
      for (Register r = 0; r < registers.size(); ++r) {
        const bool alive = std::ranges::binary_search(thread.locations[l].live, r);
        CHECK(register_of(system, bits, instance, l, r) == (alive ? registers[r] : 0));
      }
    }
    // Nothing but the bits of the thread changes, and all of them do not depend on what was there.
    std::vector<Word> own(system.words, 0);
    set_raw(own.data(), system.instances[instance].code_storage, ~Word{0});
    for (const Storage& field : system.instances[instance].registers) set_raw(own.data(), field, ~Word{0});
    for (std::size_t word = 0; word < state.size(); ++word) CHECK((others[word] & own[word]) == state[word]);
  }
}

}  // namespace

TEST_CASE("a walker of three places with one of five pages, and one without, takes 4 bits") {
  Builder builder;
  carry(builder, 2, {{5}, {5}, {5}}).end();
  const TransitionSystem& system = builder.finish();
  const ThreadTemplate& thread = system.templates[0];
  CHECK(code_count(thread) == 16);
  CHECK(code_width(thread) == 4);
  CHECK(system.bits == 8);
  Word base = 0;
  for (const Encoding& encoding : thread.encodings) {
    CHECK(encoding.base == base);
    base += encoding.count;
  }
}

TEST_CASE("what a register can hold at one place does not cost at another") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 99});
  CodeBuilder thread = builder.thread("t");
  const Register i = thread.variable("i");
  const Register chosen = thread.choose(0, 9);
  thread.move(i, chosen);
  thread.yield();
  thread.store(x, i);
  thread.set(i, 50);
  thread.yield();
  thread.store(x, i);
  thread.end();
  const auto& encodings = builder.finish().templates[0].encodings;
  REQUIRE(encodings.size() == 3);
  CHECK(encodings[0].count == 10);
  CHECK(encodings[1].count == 1);
  REQUIRE(encodings[1].digits.size() == 1);
  CHECK(encodings[1].digits[0].bias == 50);
}

TEST_CASE("random values come back from every code and every field") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 200; ++round) {
    Builder builder;
    const Cell pages = builder.array("mem_map", 1 + static_cast<std::uint32_t>(random() % 5), {0, 7});
    CodeBuilder init = builder.init();
    init.store(pages, init.choose(0, 7));
    std::vector<std::vector<Value>> places(random() % 6);
    for (auto& sizes : places) {
      sizes.resize(random() % 6);
      for (Value& size : sizes) size = 1 + static_cast<Value>(random() >> (20 + random() % 44));
    }
    CodeBuilder thread = carry(builder, 1 + static_cast<std::uint32_t>(random() % 3), places);
    const Register index = thread.choose(0, static_cast<Value>(random() % 5));
    const Register page = thread.address(pages, index, 1);
    thread.yield();
    thread.mark({page});
    thread.end();
    const TransitionSystem& system = builder.finish();
    REQUIRE_FALSE(builder.diagnostics.has_errors());
    for (const ThreadTemplate& made : system.templates) CHECK(code_width(made) <= 48);
    for (std::uint32_t i = 0; i < system.instances.size(); ++i) check_thread(system, i, random);
  }
}

TEST_CASE("every code is one state of a thread, and every state one code") {
  Builder builder;
  carry(builder, 1, {{3, 4}, {}, {2, 5, 7}}).end();
  const TransitionSystem& system = builder.finish();
  const ThreadTemplate& thread = system.templates[0];
  REQUIRE(code_count(thread) == 12 + 1 + 70 + 1);
  for (Word code = 0; code < code_count(thread); ++code) {
    Word state = 0, again = ~Word{0};
    set_raw(&state, system.instances[0].code_storage, code);
    const std::uint32_t location = location_of(system, &state, 0);
    std::vector<Value> registers(thread.code.registers.size());
    for (Register r = 0; r < registers.size(); ++r) registers[r] = register_of(system, &state, 0, location, r);
    REQUIRE(set_thread(system, &again, 0, location, registers));
    CHECK(raw(&again, system.instances[0].code_storage) == code);
  }
}

TEST_CASE("a value without a place is refused, and nothing is written") {
  Builder builder;
  std::vector<std::vector<Register>> carried;
  const Cell pages = builder.array("mem_map", 3, {0, 7});
  CodeBuilder thread = carry(builder, 1, {{5, Value{1} << 40}}, &carried);
  const Register page = thread.address(pages, thread.choose(0, 2), 1);
  thread.yield();
  thread.mark({page});
  thread.end();
  const TransitionSystem& system = builder.finish();
  REQUIRE(system.templates[0].encodings[0].digits.size() == 1);
  REQUIRE(system.instances[0].registers[carried[0][1]].width == 40);
  std::vector<Value> registers(system.templates[0].code.registers.size(), -3);
  std::vector<Word> state(system.words, 0);
  const auto refuses = [&](std::uint32_t location) {
    const std::vector<Word> before = state;
    return !set_thread(system, state.data(), 0, location, registers) && state == before;
  };
  REQUIRE(set_thread(system, state.data(), 0, 0, registers));
  for (Value value : {Value{-4}, Value{2}, kGreatestValue}) {
    registers[carried[0][0]] = value;
    CHECK(refuses(0));
  }
  registers[carried[0][0]] = 1;
  for (Value value : {Value{-4}, (Value{1} << 40) - 3, kGreatestValue}) {
    registers[carried[0][1]] = value;
    CHECK(refuses(0));
  }
  for (Value value : {Value{0}, Value{pages} - 1, Value{pages} + 3}) {
    registers[page] = value;
    CHECK(refuses(1));
  }
  registers[page] = pages + 2;
  CHECK(set_thread(system, state.data(), 0, 1, registers));
}

TEST_CASE("registers that would make the codes too many get fields, the largest first") {
  Builder builder;
  std::vector<std::vector<Register>> carried;
  carry(builder, 1, {{1 << 12, 1 << 13, 1 << 14}, {1 << 10}}, &carried).end();
  const TransitionSystem& system = builder.finish();
  const ThreadTemplate& thread = system.templates[0];
  CHECK(field_registers(thread, 0) == std::vector<Register>{carried[0][2]});
  CHECK(field_registers(thread, 1).empty());
  CHECK(thread.encodings[0].count == 1 << 25);
  CHECK(system.instances[0].registers[carried[0][2]].width == 14);
  CHECK(system.instances[0].registers[carried[0][0]].width == 0);
  CHECK(system.bits == 26 + 14);
}

TEST_CASE("a register of all 64 bits has a field") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const Register any = thread.choose(std::numeric_limits<Value>::min(), kGreatestValue);
  thread.yield();
  thread.mark({any});
  thread.end();
  const TransitionSystem& system = builder.finish();
  CHECK(system.bits == 64 + 1);
  CHECK(system.words == 2);
  std::vector<Word> state(system.words, 0);
  std::vector<Value> registers(system.templates[0].code.registers.size());
  for (Value value : {std::numeric_limits<Value>::min(), Value{-1}, kGreatestValue}) {
    registers[any] = value;
    REQUIRE(set_thread(system, state.data(), 0, 0, registers));
    CHECK(register_of(system, state.data(), 0, 0, any) == value);
  }
}

TEST_CASE("a thread with one place, and one value to hold there, takes no bits") {
  Builder builder;
  carry(builder, 3, {}).end();
  CodeBuilder stuck = builder.thread("stuck");
  const Register seven = stuck.constant(7);
  const auto head = stuck.label();
  stuck.bind(head);
  stuck.yield();
  stuck.mark({seven});
  stuck.jump(head);
  stuck.resolve_labels();
  const TransitionSystem& system = builder.finish();
  CHECK(system.bits == 0);
  CHECK(code_count(system.templates[0]) == 1);
  const Word state = 0;
  for (std::uint32_t i = 0; i < system.instances.size(); ++i) CHECK(location_of(system, &state, i) == 0);
  CHECK(register_of(system, &state, 3, 0, seven) == 7);
}

TEST_CASE("a place that no execution gets to has no code") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  const auto on = thread.label();
  const Register zero = thread.constant(0), unused = thread.choose(0, 99);
  thread.branch_zero(zero, on);
  thread.yield();
  thread.mark({unused});
  thread.bind(on);
  thread.yield();
  thread.end();
  const TransitionSystem& system = builder.finish();
  const auto& encodings = system.templates[0].encodings;
  CHECK(encodings[0].count == 0);
  CHECK(encodings[1].base == 0);
  CHECK(system.bits == 1);
  Word state = 0;
  CHECK(location_of(system, &state, 0) == 1);
  CHECK_FALSE(set_thread(system, &state, 0, 0, std::vector<Value>(system.templates[0].code.registers.size())));
}
