#include <doctest/doctest.h>

#include <set>

#include "model/mutation/find.hpp"
#include "model/mutation/mutation.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::mutation {

namespace {

/// A vocabulary, a model and a scenario, as files are after loading; only the model is mutated.
struct Example {
  explicit Example(const std::string& model, const std::string& scenario = "thread t { f(); }") {
    add("vocabulary.race", "void lock(int *l) { if (*l) return; }\nvoid unlock(int *l) { if (*l) return; }\n");
    add("model.race", model);
    add("scenario.race", scenario);
    REQUIRE(!diagnostics.has_errors());
    found = mutations(unit, sources);
  }

  void add(const std::string& path, const std::string& text) {
    const source::FileId id = sources.add(path, text);
    unit.files.push_back(syntax::parse(sources, id, typedefs, diagnostics));
    if (unit.files.size() > 1) unit.files.back().imports.push_back({unit.files[unit.files.size() - 2].id, {}});
  }

  /// "4:2 guard, 6:2 order"
  std::string keys() const {
    std::string all;
    for (const Mutation& mutation : found)
      all += (all.empty() ? "" : ", ") + key(mutation, sources).substr(sizeof("model.race:") - 1);
    return all;
  }

  std::string difference(std::size_t at) const { return mutation::difference(found.at(at), sources); }

  source::Sources sources;
  source::Diagnostics diagnostics;
  syntax::Unit unit;
  std::vector<std::string> typedefs;
  std::vector<Mutation> found;
};

TEST_CASE("a way out is not taken, whatever is guarded is done") {
  const Example example("int a;\nvoid f(void)\n{\n\tif (a)\n\t\treturn;\n\tif (a)\n\t\ta = 1;\n}\n");
  CHECK(example.keys() == "4:2 recheck, 6:2 guard");
  CHECK(example.difference(0) == "-\tif (a)\n+\tif ((a, false))\n");
  CHECK(example.difference(1) == "-\tif (a)\n+\tif ((a, true))\n");
}

TEST_CASE("a condition with two outcomes is taken both ways") {
  const Example example("int a;\nvoid f(void)\n{\n\tif (a)\n\t\ta = 0;\n\telse\n\t\ta = 1;\n}\n");
  CHECK(example.keys() == "4:2 guard, 4:2 recheck");
}

TEST_CASE("operands are weakened in the direction of the whole") {
  const Example both("int a; int b;\nvoid f(void)\n{\n\tif (a && !b)\n\t\ta = 2;\n}\n");
  CHECK(both.keys() == "4:2 guard, 4:6 guard, 4:11 guard");
  CHECK(both.difference(2) == "-\tif (a && !b)\n+\tif (a && (!b, true))\n");
  const Example either("int a; int b;\nvoid f(void)\n{\n\tif (!(a || b))\n\t\ta = 2;\n}\n");
  CHECK(either.keys() == "4:2 guard, 4:8 recheck, 4:13 recheck");
}

TEST_CASE("what a function returns loses one operand at a time") {
  const Example example("int a; int b; int c;\nbool f(void)\n{\n\treturn a && (b || c);\n}\n");
  CHECK(example.keys() == "4:9 guard, 4:15 guard, 4:15 recheck, 4:20 recheck");
}

TEST_CASE("settings, ends of loops and assertions are no guards") {
  const Example example(
      "const bool SETTING = true;\nint a;\nvoid f(void)\n{\n\tif (SETTING)\n\t\treturn;\n\tfor (int i = 0; i < 3 && "
      "!a; "
      "i++)\n"
      "\t\ta = i;\n\tBUG_ON(a && a);\n}\n");
  CHECK(example.keys() == "7:27 guard");
}

TEST_CASE("both ends of a section are left out") {
  const Example example("int l;\nint m;\nvoid f(void)\n{\n\tlock(&l);\n\tlock(&m);\n\tunlock(&l);\n}\n");
  CHECK(example.keys() == "5:2 lock");
  CHECK(example.difference(0) == "-\tlock(&l);\n+\t;\n-\tunlock(&l);\n+\t;\n");
}

TEST_CASE("names of pairs") {
  CHECK(half_of_pair("spin_lock").root == half_of_pair("spin_unlock_irqrestore").root);
  CHECK(half_of_pair("spin_lock").opens);
  CHECK(!half_of_pair("up_read").opens);
  CHECK(half_of_pair("down_read").root != half_of_pair("up_write").root);
  CHECK(half_of_pair("put_page").root.empty());
  CHECK(half_of_pair("spin_trylock").root.empty());
}

TEST_CASE("what is one step becomes several") {
  const Example example("int a;\natomic(relaxed) void f(void)\n{\n\ta = 1;\n\ta = 2;\n}\n");
  CHECK(example.keys() == "2:22 lock");
  CHECK(example.difference(0) == "-atomic(relaxed) void f(void)\n+ void f(void)\n");
  const Example block("int a;\nvoid f(void)\n{\n\tatomic { a++; a++; }\n}\n");
  CHECK(block.keys() == "4:2 lock");
}

TEST_CASE("a probed function stays one step") {
  const Example example("int a;\natomic void f(void)\n{\n\ta = 1;\n\ta = 2;\n}\n",
                        "thread t { f(); } property p { probe f(void) { assert(true, \"\"); } }");
  CHECK(example.keys() == "");
}

TEST_CASE("neighbours change places where no local variable connects them") {
  const Example example(
      "int a; int b;\nvoid f(void)\n{\n\tint mine;\n\n\ta = 1;\n\tb = 1;\n\tmine = a;\n\tb = mine;\n\tBUG_ON(b);\n\ta "
      "= 2;\n}\n");
  CHECK(example.keys() == "6:2 order");
  CHECK(example.difference(0) == "-\ta = 1;\n-\tb = 1;\n+\tb = 1;\n+\ta = 1;\n");
}

TEST_CASE("only functions in force that threads call are looked at") {
  const Example example(
      "int a;\nvoid g(void) { if (a) a = 1; }\nvoid f(void) { if (a) a = 2; }\n"
      "override void f(void) { if (a) a = 3; }\nvoid unused(void) { if (a) a = 4; }\n");
  CHECK(example.keys() == "4:25 guard");
}

TEST_CASE("a mutation is applied to a tree of its own") {
  Example example("typedef int word;\nint a;\nvoid f(void)\n{\n\tif (a)\n\t\ta = 1;\n}\n");
  REQUIRE(example.found.size() == 1);
  const std::size_t files = example.unit.files.size();
  apply(example.found[0], example.unit, example.sources, example.diagnostics);
  CHECK(!example.diagnostics.has_errors());
  CHECK(example.unit.files.size() == files);
  const std::vector<Mutation> again = mutations(example.unit, example.sources);
  REQUIRE(again.size() == 1);
  CHECK(difference(again[0], example.sources) == "-\tif ((a, true))\n+\tif (((a, true, true)))\n");
}

/// So that a report names each mutant.
TEST_CASE("no two mutations of a design have one name") {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const std::string root = PAGERACE_SOURCE_DIR;
  const auto unit = syntax::load(root + "/examples/virtio-mem-unplug.race", {"frozen", {}, root + "/model/linux", {}},
                                 sources, diagnostics);
  REQUIRE(unit);
  std::set<std::string> keys;
  const std::vector<Mutation> found = mutations(*unit, sources);
  for (const Mutation& mutation : found) keys.insert(key(mutation, sources));
  CHECK(found.size() > 100);
  CHECK(keys.size() == found.size());
}

}  // namespace

}  // namespace pagerace::mutation
