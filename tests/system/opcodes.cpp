// What opcode.def says of an opcode is what the opcode does.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/system/dump.hpp"
#include "model/system/evaluate.hpp"
#include "model/system/flow.hpp"
#include "model/system/opcode.hpp"
#include "tests/system/builder.hpp"

using namespace pagerace::system;
using namespace pagerace::system::testing;

namespace {

constexpr Value kValues[] = {-3, -1, 0, 1, 2, 3, 5};

std::vector<Opcode> all_opcodes() {
  std::vector<Opcode> all;
  for (std::size_t i = 0; i < std::size(kOpcodes); ++i) all.push_back(static_cast<Opcode>(i));
  return all;
}

/// One of everything that an instruction may name.
TransitionSystem system_of_one() {
  Builder builder;
  const Cell pages = builder.array("mem_map", 2, {0, 7}, 0, int_type(), "_refcount");
  builder.pointees(page_type(), pages, 2);
  TransitionSystem system = builder.system;
  system.accesses.resize(1);
  system.failures.resize(1);
  system.ranges = {{0, 1}};
  system.marks.resize(1);
  return system;
}

/// With every operand that the opcode has; `imm` is the first cell.
Instruction instruction_of(Opcode op) {
  Instruction at{.op = op, .bits = 2, .imm = 1, .scale = 1};
  if (op == Opcode::Constant) at.imm = 5;  // no truth value
  if (has(op, kDst)) at.dst = 2;
  if (has(op, kA) || has(op, kAOrZero) || has(op, kAOrOne)) at.a = 0;
  if (has(op, kB)) at.b = 1;
  return at;
}

Code code_of(Instruction at) {
  Code code;
  code.instructions = {at};
  code.registers.resize(3);
  return code;
}

/// Folders of the layers that are compiled with -Werror=switch-enum.
bool is_exhaustive(const std::string& file) {
  return file.starts_with("model/system/") || file.starts_with("checker/");
}

}  // namespace

TEST_CASE("every opcode has a name and a line in a dump, each its own") {
  const TransitionSystem system = system_of_one();
  std::set<std::string> names, lines;
  for (const Opcode op : all_opcodes()) {
    CAPTURE(name_of(op));
    CHECK(names.insert(name_of(op)).second);
    const std::string line = dump(system, code_of(instruction_of(op)));
    CHECK(lines.insert(line).second);
    CHECK(line.starts_with("     0  "));
    CHECK(line.size() > std::string("     0  \n").size());
    CHECK(line.starts_with("     0  r2 = ") == has_result(op));
  }
  CHECK(names.size() == std::size(kOpcodes));
}

TEST_CASE("what is computed depends on the operands that the table names, and on no other") {
  const TransitionSystem system = system_of_one();
  for (const Opcode op : all_opcodes()) {
    CAPTURE(name_of(op));
    const Instruction at = instruction_of(op);
    if (has(op, kContextual)) {
      CHECK_THROWS_AS((void)compute(system, at, 0, 0), std::logic_error);
      continue;
    }
    bool fails = false, is_truth = true, a_matters = false, b_matters = false;
    for (const Value a : kValues) {
      for (const Value b : kValues) {
        const std::optional<Value> made = compute(system, at, a, b);
        fails = fails || !made;
        is_truth = is_truth && (!made || *made == 0 || *made == 1);
        for (const Value other : kValues) {
          a_matters = a_matters || compute(system, at, other, b) != made;
          b_matters = b_matters || compute(system, at, a, other) != made;
        }
        if (has(op, kDivides)) CHECK(made.has_value() == (b != 0));
      }
    }
    CHECK(fails == has(op, kMayFail));
    if (has_result(op)) {
      CHECK(is_truth == has(op, kTruth));
      CHECK(a_matters == reads_a(at));
      CHECK(b_matters == reads_b(at));
      CHECK(is_pure(op) == !fails);
    } else {
      CHECK_FALSE(is_pure(op));
      CHECK_FALSE(has(op, kTruth));
      CHECK(b_matters == false);
    }
  }
}

TEST_CASE("a register that an instruction does not have is none that it reads") {
  for (const Opcode op : all_opcodes()) {
    Instruction at = instruction_of(op);
    CAPTURE(name_of(op));
    CHECK(reads_a(at) == (at.a != kNoRegister));
    at.a = kNoRegister;
    CHECK_FALSE(reads_a(at));
  }
}

TEST_CASE("control goes to the next instruction, but for what ends a block, jumps or ends a step") {
  for (const Opcode op : all_opcodes()) {
    CAPTURE(name_of(op));
    Code code = code_of(instruction_of(op));
    code.instructions.front().target = 3;
    for (int i = 0; i < 3; ++i) code.instructions.push_back({.op = Opcode::Constant, .dst = 2});
    std::vector<Location> locations(1);
    locations[0].resume = 2;
    const Flow steps = step_flow_of(code, locations);
    const auto begins = [&steps](std::size_t at) { return steps.beginning_at[at] < steps.blocks.size(); };
    // Behind a failure that has a condition the same block goes on; behind a choice each value has its own successor.
    CHECK(begins(1) == ((has(op, kEndsBlock) && op != Opcode::Fail) || op == Opcode::Choose));
    CHECK(begins(2));
    CHECK(begins(3) == has(op, kJumps));
    const std::vector<bool> reached = reached_from(code, 0, AtYield::Ends);
    CHECK(reached[3] == !has(op, kEndsStep));
    CHECK(reached[1] == (!has(op, kEndsStep) && op != Opcode::Jump));
    const Flow whole = flow_of(code, locations);
    REQUIRE(!whole.blocks.front().next.empty() != (whole.blocks.size() == 1));
    if (has(op, kEndsStep)) CHECK(whole.blocks.at(whole.blocks.front().next.at(0).block).begin == 2);
  }
}

TEST_CASE("an unconditional failure is the end, a conditional one is not") {
  Code code;
  code.registers.resize(1);
  code.instructions = {{.op = Opcode::Fail, .a = 0}, {.op = Opcode::Fail}, {.op = Opcode::Jump, .target = 3}};
  CHECK(reached_from(code, 0, AtYield::Ends) == std::vector{true, true, false});
  const Flow flow = flow_of(code, {});
  REQUIRE(flow.blocks.size() == 1);
  CHECK(flow.blocks[0].end == 2);
  CHECK(flow.blocks[0].next.empty());
}

TEST_CASE("no other layer has a switch over opcodes, which the compiler would not hold to all of them") {
  namespace fs = std::filesystem;
  const fs::path root = PAGERACE_SOURCE_DIR;
  std::size_t seen = 0;
  for (const char* const folder : {"model", "checker", "properties", "traces", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".hpp") continue;
      const std::string file = fs::relative(entry.path(), root).string();
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      const bool has_switch = text.find("case Opcode::") != std::string::npos ||
                              text.find("case system::Opcode::") != std::string::npos ||
                              text.find("PAGERACE_CASES(") != std::string::npos;
      CAPTURE(file);
      CHECK((!has_switch || is_exhaustive(file)));
      seen += has_switch ? 1 : 0;
    }
  }
  CHECK(seen >= 10);
}
