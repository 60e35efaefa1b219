#include "properties/explain.hpp"

#include <doctest/doctest.h>

#include "tests/properties/formulas.hpp"

namespace pagerace::properties {
namespace {

using system::FormulaNode;
using system::testing::Builder;
using system::testing::CodeBuilder;
using testing::atom;
using testing::Cell;
using testing::element_equals;
using testing::equals;
using testing::negated;
using Kind = FormulaNode::Kind;
using Lines = std::vector<std::string>;

/// a = 1 and b = 0 in the one state there is.
struct Fixture {
  Builder builder;
  Cell a = builder.array("a", 2, {0, 1}, 0), b = builder.cell("b", {0, 1}, 0);
  source::Sources sources;
  source::FileId file = 0;
  std::vector<system::Word> state;

  Fixture() {
    CodeBuilder init = builder.init();
    init.store(a + 1, init.constant(1));
    CodeBuilder code = builder.thread("t");
    code.yield();
    code.store(a, code.choose(0, 1));
    code.store(a + 1, code.choose(0, 1));
    code.store(b, code.choose(0, 1));
    code.end();
    builder.finish();
    checker::Interpreter interpreter(builder.system);
    interpreter.starts([&](const checker::Transition& transition) {
      state.assign(transition.state, transition.state + builder.system.words);
    });
  }

  /// A leaf whose source is `text`.
  FormulaNode leaf(system::Predicate predicate, const std::string& text) {
    const auto file = sources.add("formula", text);
    return atom(std::move(predicate), {file, 0, static_cast<std::uint32_t>(text.size())});
  }
  FormulaNode node(Kind kind, const system::Predicate& predicate, std::vector<FormulaNode> children,
                   const std::string& text) {
    FormulaNode node = leaf(predicate, text);
    node.kind = kind;
    node.children = std::move(children);
    return node;
  }
  /// Predicates of inner nodes only matter for their truth, so any that has it does.
  system::Predicate is_false() { return equals(b, 1); }
  system::Predicate is_true() { return equals(b, 0); }
  FormulaNode yes(const std::string& text) { return leaf(is_true(), text); }
  FormulaNode no(const std::string& text) { return leaf(is_false(), text); }

  Lines explain_false(const FormulaNode& formula) {
    return explain(builder.system, formula, state.data(), sources).parts;
  }
};

TEST_CASE_FIXTURE(Fixture, "an atom is said to be false") {
  const auto explanation = explain(builder.system, no("b ==\n\t\t1"), state.data(), sources);
  CHECK(explanation.formula == "b == 1");
  CHECK(explanation.parts == Lines{"b == 1 is false"});
}

TEST_CASE_FIXTURE(Fixture, "and: the first operand that is false; or: all of them") {
  CHECK(explain_false(node(Kind::And, is_false(), {yes("p"), no("q"), no("r")}, "p && q && r")) == Lines{"q is false"});
  CHECK(explain_false(node(Kind::Or, is_false(), {no("p"), no("q")}, "p || q")) == Lines{"p is false", "q is false"});
}

TEST_CASE_FIXTURE(Fixture, "imply: the left side is true and the right side is not") {
  CHECK(explain_false(node(Kind::Imply, is_false(), {yes("p"), no("q")}, "p imply q")) ==
        Lines{"p is true", "q is false"});
}

TEST_CASE_FIXTURE(Fixture, "not: why its operand is true") {
  const FormulaNode both = node(Kind::And, is_true(), {yes("p"), yes("q")}, "p && q");
  CHECK(explain_false(node(Kind::Not, is_false(), {both}, "!(p && q)")) == Lines{"p && q is true"});
  const FormulaNode one = node(Kind::Or, is_true(), {no("p"), yes("q")}, "p || q");
  CHECK(explain_false(node(Kind::Not, is_false(), {one}, "!(p || q)")) == Lines{"q is true"});
}

TEST_CASE_FIXTURE(Fixture, "a part that has not the truth that it should have cannot be evaluated") {
  // As an access through NULL: nothing of it is true, with `not` before it or without.
  CHECK(explain_false(node(Kind::Not, is_false(), {no("p->x")}, "!p->x")) == Lines{"p->x cannot be evaluated"});
}

TEST_CASE_FIXTURE(Fixture, "equivalent: each side's truth") {
  CHECK(explain_false(node(Kind::Equivalent, is_false(), {yes("p"), no("q")}, "p equivalent q")) ==
        Lines{"p is true", "q is false"});
}

TEST_CASE_FIXTURE(Fixture, "forall: the first value that makes it false") {
  FormulaNode forall = node(Kind::Forall, is_false(), {leaf(negated(element_equals(a, 1)), "a[i] != 1")}, "forall");
  forall.bound = "i";
  forall.bound_type = system::testing::int_type();
  forall.bound_values = {0, 1};
  CHECK(explain_false(forall) == Lines{"i = 1", "a[i] != 1 is false"});
}

TEST_CASE_FIXTURE(Fixture, "exists: no value makes it true; under not, the first that does") {
  FormulaNode exists = node(Kind::Exists, is_false(), {leaf(element_equals(a, 2), "a[i] == 2")}, "exists");
  exists.bound = "i";
  exists.bound_type = system::testing::int_type();
  exists.bound_values = {0, 1};
  CHECK(explain_false(exists) == Lines{"no i makes a[i] == 2 true"});
  exists.predicate = is_true();
  exists.children = {leaf(element_equals(a, 0), "a[i] == 0")};
  CHECK(explain_false(node(Kind::Not, is_false(), {exists}, "not exists")) == Lines{"i = 0", "a[i] == 0 is true"});
}

}  // namespace
}  // namespace pagerace::properties
