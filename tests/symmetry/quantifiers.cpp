// The loops of forall and exists: lowering says which they are, and only those that do nothing but read are searches.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "checker/reduce/symmetry/search_loops.hpp"
#include "model/system/flow.hpp"
#include "model/system/ranges/memory_ranges.hpp"
#include "tests/symmetry/program.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

using system::Code;
using system::Quantifier;

struct Count {
  std::size_t quantifiers = 0;  ///< in the code
  std::size_t searches = 0;     ///< of them
};

/// Of all threads and formulas.
Count count(const system::TransitionSystem& system) {
  Count all;
  system::MemoryRanges ranges(system);
  ranges.solve();
  const auto add = [&](const Code& code, const std::vector<system::Location>& locations, system::CodeRanges& of) {
    const CodeFacts facts(system, code, locations, of);
    all.quantifiers += code.quantifiers.size();
    all.searches += search_loops(system, code, facts, ranges.groups()).size();
  };
  for (std::size_t i = 0; i < system.templates.size(); ++i)
    add(system.templates[i].code, system.templates[i].locations, ranges.thread(i));
  const ValueSet zero = ValueSet::of(0);
  const std::vector<system::Location> none;
  for (const system::Property& property : system.properties) {
    for (const system::Clause& clause : property.clauses) {
      const Code& code = clause.formula.predicate.code;
      system::CodeRanges of(code, none, {system, ranges.groups(), zero, zero});
      of.solve();
      add(code, none, of);
    }
  }
  return all;
}

Count count(const std::string& text) {
  const auto program = load_text(text);
  REQUIRE_MESSAGE(program->system, program->errors);
  return count(*program->system);
}

bool is_inside(const Quantifier& loop, std::uint32_t index) { return index >= loop.head && index <= loop.tail; }

/// What code.hpp says of a quantifier, or what of it is not so.
std::string broken(const Code& code, const std::vector<system::Location>& locations, const Quantifier& loop) {
  const auto& at = code.instructions;
  if (at[loop.head].op != Opcode::LessEqual || at[loop.head].a != loop.counter) return "head";
  if (at[loop.head + 1].op != Opcode::BranchZero || at[loop.head + 1].target != loop.tail + 1) return "first branch";
  if (at[loop.body_end].op != Opcode::ToBool) return "result";
  if (at[loop.tail].op != Opcode::Jump || at[loop.tail].target != loop.head) return "tail";
  const system::Flow flow = system::flow_of(code, locations);
  for (const system::Block& block : flow.blocks) {
    const std::uint32_t from = block.end - 1;
    for (const system::Edge& edge : block.next) {
      const std::uint32_t to = flow.blocks[edge.block].begin;
      if (is_inside(loop, to) && !is_inside(loop, from) && to != loop.head) return "entered beside its head";
      if (is_inside(loop, from) && !is_inside(loop, to) && (to != loop.tail + 1 || !loop.is_control(from)))
        return "left";
      const bool from_body = is_inside(loop, from) && !loop.is_control(from) && from != loop.body_end;
      if (from_body && (to < loop.head + 2 || to > loop.body_end)) return "the body is not gone through";
    }
  }
  return "";
}

void check_quantifiers(const Code& code, const std::vector<system::Location>& locations, std::size_t& seen) {
  for (const Quantifier& loop : code.quantifiers) {
    CHECK(broken(code, locations, loop) == "");
    ++seen;
  }
}

constexpr const char* kPages =
    "struct page { int count __range(0, 3); bool busy; };\n"
    "struct page mem_map[3];\n"
    "bool done;\n"
    "int looks __range(0, 9);\n";

TEST_CASE("a formula's quantifiers are searches, nested ones too") {
  const Count all = count(std::string(kPages) +
                          "thread t { struct page *page = any(mem_map); page->count = any(0 .. 3); }\n"
                          "property p { always (forall (a : mem_map) exists (b : mem_map) a->count <= b->count) }\n");
  CHECK(all.quantifiers == 2);
  CHECK(all.searches == 2);
}

TEST_CASE("quantifiers of threads are searches where they are one step") {
  const Count apart = count(std::string(kPages) +
                            "thread s { mem_map[0].busy = true; }\n"
                            "thread t { if (exists (page : mem_map) page->busy) done = true; }\n");
  CHECK(apart.quantifiers == 1);
  CHECK(apart.searches == 0);
  const Count together = count(std::string(kPages) +
                               "thread s { mem_map[0].busy = true; }\n"
                               "thread t { atomic { if (exists (page : mem_map) page->busy) done = true; } }\n");
  CHECK(together.quantifiers == 1);
  CHECK(together.searches == 1);
}

TEST_CASE("a loop that a program writes itself is no quantifier") {
  const Count all =
      count(std::string(kPages) +
            "thread t { atomic { bool all = true; for (int i = 0; i <= 2; i++) { if (mem_map[i].busy) all = false; } "
            "done = all; } }\n");
  CHECK(all.quantifiers == 0);
  CHECK(all.searches == 0);
}

TEST_CASE("a quantifier whose body does more than read is no search") {
  const Count all =
      count(std::string(kPages) +
            "bool look(struct page *page) { looks++; return page->busy; }\n"
            "thread t { atomic { if (forall (page : mem_map) look(page) || page->count == 0) done = true; } }\n");
  CHECK(all.quantifiers == 1);
  CHECK(all.searches == 0);
}

TEST_CASE("the passes over code keep every quantifier of the examples what it is") {
  std::size_t files = 0;
  std::size_t seen = 0;
  for (const std::string& path : example_files()) {
    const auto program = load_file(path);
    if (!program->system) continue;
    CAPTURE(path);
    ++files;
    for (const system::ThreadTemplate& thread : program->system->templates)
      check_quantifiers(thread.code, thread.locations, seen);
    for (const system::Property& property : program->system->properties)
      for (const system::Clause& clause : property.clauses) check_quantifiers(clause.formula.predicate.code, {}, seen);
  }
  CHECK(files * 100 >= 180 * examples_of_hundred());
  CHECK(seen >= (examples_of_hundred() == 100 ? 1500 : 1));
}

}  // namespace
}  // namespace pagerace::checker::symmetry::test
