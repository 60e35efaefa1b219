#include "cli/expectations.hpp"

#include <doctest/doctest.h>

#include "cli/diagnostic_comments.hpp"
#include "cli/test_report.hpp"

namespace pagerace::cli {

using checker::Outcome;
using semantics::Expectation;
using syntax::ExpectedVerdict;

namespace {

/// A file of one expect line, and a run to hold it to.
struct Fixture {
  explicit Fixture(const std::string& line) : text("// a file\n" + line + "\n") {
    sources.add("a.race", text);
    const auto begin = static_cast<std::uint32_t>(text.find("expect"));
    expectation.span = {0, begin, static_cast<std::uint32_t>(text.find(';') + 1)};
    run.search.stop = checker::Stop::Complete;
    run.search.states = 10;
  }

  void expect(const std::string& subject, ExpectedVerdict verdict, std::optional<std::uint64_t> depth = {}) {
    expectation.subject = subject;
    expectation.verdict = verdict;
    expectation.number = depth;
  }

  void found(const std::string& name, Outcome outcome, std::optional<std::uint32_t> depth = {}, bool counts = true) {
    Reported reported;
    reported.verdict.name = name;
    reported.verdict.outcome = outcome;
    reported.counts = counts;
    if (depth) reported.verdict.finding = checker::Finding{};
    if (depth) reported.verdict.finding->depth = *depth;
    run.reported.push_back(reported);
  }

  std::vector<Mismatch> compared() {
    configuration.expectations = {&expectation};
    return compare(configuration, run, sources);
  }

  /// The file after --promote.
  std::string promoted() {
    std::vector<Edit> edits;
    for (const Mismatch& mismatch : compared()) edits.insert(edits.end(), mismatch.edits.begin(), mismatch.edits.end());
    return apply(text, edits).substr(10);
  }

  std::string text;
  source::Sources sources;
  Expectation expectation;
  Configuration configuration;
  Run run;
};

}  // namespace

TEST_CASE("what is expected and found passes") {
  Fixture fixture("expect p: violated depth 5;");
  fixture.expect("p", ExpectedVerdict::Violated, 5);
  fixture.found("p", Outcome::Violated, 5);
  CHECK(fixture.compared().empty());
}

TEST_CASE("another depth is a mismatch, and promoted") {
  Fixture fixture("expect p: violated depth 5 with kernel k;");
  fixture.configuration.options.kernel = "k";
  fixture.expect("p", ExpectedVerdict::Violated, 5);
  fixture.found("p", Outcome::Violated, 6);
  const auto mismatches = fixture.compared();
  REQUIRE(mismatches.size() == 1);
  CHECK(mismatches[0].message == "a.race:2: expected p: violated depth 5 with kernel k, found violated depth 6");
  CHECK(fixture.promoted() == "expect p: violated depth 6 with kernel k;\n");
}

TEST_CASE("a depth that nobody wrote is not compared") {
  Fixture fixture("expect p: violated;");
  fixture.expect("p", ExpectedVerdict::Violated);
  fixture.found("p", Outcome::Violated, 6);
  CHECK(fixture.compared().empty());
}

TEST_CASE("a vacuous property does not hold") {
  Fixture fixture("expect p: holds;");
  fixture.expect("p", ExpectedVerdict::Holds);
  fixture.found("p", Outcome::Vacuous);
  CHECK(fixture.compared().size() == 1);
  CHECK(fixture.promoted() == "expect p: vacuous;\n");
}

TEST_CASE("an unknown property is a mismatch that nobody can promote") {
  Fixture fixture("expect p: holds;");
  fixture.expect("p", ExpectedVerdict::Holds);
  CHECK(fixture.compared().size() == 1);
  CHECK(fixture.promoted() == "expect p: holds;\n");
}

TEST_CASE("a violation that nobody expected fails the file") {
  Fixture fixture("expect p: holds;");
  fixture.expect("p", ExpectedVerdict::Holds);
  fixture.found("p", Outcome::Holds);
  fixture.found("deadlock", Outcome::Violated, 3);
  const auto mismatches = fixture.compared();
  REQUIRE(mismatches.size() == 1);
  CHECK(mismatches[0].message == "a.race:2: expected nothing of deadlock, found violated depth 3");
}

TEST_CASE("what nobody named may be vacuous only where it does not count") {
  Fixture imported("expect p: holds;");
  imported.expect("p", ExpectedVerdict::Holds);
  imported.found("p", Outcome::Holds);
  imported.found("q", Outcome::Vacuous, {}, false);
  CHECK(imported.compared().empty());
  Fixture own("expect p: holds;");
  own.expect("p", ExpectedVerdict::Holds);
  own.found("p", Outcome::Holds);
  own.found("q", Outcome::Vacuous, {}, true);
  CHECK(own.compared().size() == 1);
}

TEST_CASE("numbers are compared exactly, and promoted") {
  Fixture fixture("expect states: 9 with P = 4;");
  fixture.expectation.subject = "states";
  fixture.expectation.number = 9;
  CHECK(fixture.compared().size() == 1);
  CHECK(fixture.promoted() == "expect states: 10 with P = 4;\n");
  fixture.expectation.number = 10;
  CHECK(fixture.compared().empty());
  fixture.run.search.stop = checker::Stop::Memory;
  CHECK(fixture.compared().size() == 1);
}

TEST_CASE("expectations are grouped by what must be run") {
  std::vector<Expectation> written;
  const auto add = [&](std::vector<std::string> kernels, std::vector<std::pair<std::string, std::string>> defines) {
    Expectation expectation;
    expectation.subject = "p";
    expectation.kernels = std::move(kernels);
    expectation.defines = std::move(defines);
    written.push_back(std::move(expectation));
  };
  add({}, {});
  add({"a", "b"}, {});
  add({"b"}, {});
  add({}, {{"X", "1"}, {"Y", "2"}});
  add({}, {{"Y", "2"}, {"X", "1"}});
  const auto all = configurations(written, "folder/a.race");
  REQUIRE(all.size() == 4);
  CHECK(all[0].expectations.size() == 1);
  CHECK(all[1].options.kernel == "a");
  CHECK(all[2].expectations.size() == 2);
  CHECK(all[3].expectations.size() == 2);
  CHECK(describe(all[3].options) == " with X = 1, Y = 2");
}

TEST_CASE("a kernel that is a file is looked for from the file that expects something of it") {
  const auto kernel = [](const std::string& scenario, const std::string& written) {
    Expectation expectation;
    expectation.kernels = {written};
    return configurations({expectation}, scenario).at(0).options.kernel;
  };
  CHECK(kernel("folder/a.race", "patches/b.race") == "folder/patches/b.race");
  CHECK(kernel("folder/a.race", "../b.race") == "b.race");
  CHECK(kernel("a.race", "b.race") == "b.race");
  CHECK(kernel("folder/a.race", "/b.race") == "/b.race");
  CHECK(kernel("folder/a.race", "6.17") == "6.17");
}

TEST_CASE("edits change their places only") {
  CHECK(apply("0123456789", {{2, 4, "ab"}, {6, 6, "-"}}) == "01ab45-6789");
  CHECK(apply("0123456789", {{2, 4, "ab"}, {2, 4, "ab"}}) == "01ab456789");
  CHECK(apply("0123", {{2, 9, "x"}}) == "0123");
}

TEST_CASE("comments say which diagnostics a file expects") {
  const auto found =
      diagnostic_comments("int x;\nfloat y;\t// error: no float here \n// warning: w\n// no error: at all\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].line == 2);
  CHECK(found[0].message == "no float here");
  CHECK(found[1].severity == source::Severity::Warning);
  CHECK(found[1].line == 3);
}

TEST_CASE("diagnostics are compared exactly") {
  Model model;
  model.path = "a.race";
  model.sources.add("a.race", "one\ntwo\n");
  model.diagnostics.error({0, 4, 7}, "bad two");
  CHECK(compare({{source::Severity::Error, 2, "bad two"}}, model).empty());
  CHECK(compare({{source::Severity::Error, 1, "bad two"}}, model).size() == 2);
  CHECK(compare({{source::Severity::Warning, 2, "bad two"}}, model).size() == 2);
  CHECK(compare({}, model) == std::vector<std::string>{"a.race:2: expected nothing, found error: bad two"});
}

TEST_CASE("results in XML are escaped") {
  FileResult failed;
  failed.path = "a<b>.race";
  failed.kind = FileResult::Kind::Failed;
  failed.failures = {"x \"&\" y"};
  const std::string xml = junit_xml({failed});
  CHECK(xml.find("tests=\"1\" failures=\"1\"") != std::string::npos);
  CHECK(xml.find("name=\"a&lt;b&gt;.race\"") != std::string::npos);
  CHECK(xml.find("message=\"x &quot;&amp;&quot; y\"") != std::string::npos);
}

}  // namespace pagerace::cli
