#include <doctest/doctest.h>

#include "model/syntax/load.hpp"

using namespace pagerace::source;
using namespace pagerace::syntax;

TEST_CASE("offsets become lines and columns") {
  Sources sources;
  const FileId file = sources.add("a.race", "one\n\ttwo\r\n\nlast");
  CHECK(sources.position(file, 0).line == 1);
  CHECK(sources.position(file, 3).column == 4);
  CHECK(sources.position(file, 4).line == 2);
  CHECK(sources.position(file, 5).column == 2);
  CHECK(sources.position(file, 14).line == 4);
  CHECK(sources.position(file, 999).line == 4);
  CHECK(sources.line(file, 5) == "\ttwo");
  CHECK(sources.line(file, 10).empty());
  CHECK(sources.line(file, 999) == "last");
  CHECK(sources.place({file, 5, 8}) == "a.race:2");
  CHECK(sources.slice({file, 5, 8}) == "two");
  CHECK(sources.slice({file, 13, 999}) == "st");
  CHECK(sources.slice({file, 999, 1000}).empty());
}

TEST_CASE("a diagnostic shows its line and a caret") {
  Sources sources;
  const FileId file = sources.add("a.race", "int x;\n\tfoo(bar);\n");
  CHECK(render(sources, {Severity::Error, {file, 12, 15}, "no such name", "look elsewhere"}) ==
        "a.race:2:6: error: no such name\n\tfoo(bar);\n\t    ^~~\n  hint: look elsewhere\n");
  CHECK(render(sources, {Severity::Note, {file, 6, 6}, "at the end", ""}) ==
        "a.race:1:7: note: at the end\nint x;\n      ^\n");
  CHECK(render(sources, {Severity::Warning, {file, 0, 12}, "over two lines", ""}) ==
        "a.race:1:1: warning: over two lines\nint x;\n^~~~~~\n");
}

TEST_CASE("a diagnostic without a line says only where") {
  Sources sources;
  const FileId file = sources.add("gone.race", "");
  CHECK(render(sources, {Severity::Error, {file, 0, 0}, "cannot read it", ""}) == "gone.race: error: cannot read it\n");
  CHECK(render(sources, {Severity::Error, {9, 0, 0}, "nowhere", ""}) == "error: nowhere\n");
}

TEST_CASE("long lines are cut around the caret") {
  Sources sources;
  const FileId file = sources.add("a.race", std::string(500, 'x') + "y" + std::string(500, 'z'));
  const std::string shown = render(sources, {Severity::Error, {file, 500, 501}, "here", ""});
  CHECK(shown == "a.race:1:501: error: here\n..." + std::string(60, 'x') + "y" + std::string(59, 'z') + "...\n" +
                     std::string(63, ' ') + "^\n");
}

TEST_CASE("what cannot be printed is not") {
  Sources sources;
  const FileId file = sources.add("a.race", std::string("\x01\xff"
                                                        "\xc3\xa9"
                                                        "\0x",
                                                        6));
  CHECK(render(sources, {Severity::Error, {file, 5, 6}, "here", ""}) ==
        "a.race:1:6: error: here\n??\xc3\xa9?x\n    ^\n");
}

TEST_CASE("nodes know their places") {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<std::string> typedefs;
  const FileId id = sources.add("a.race", "int a;\n\nint b = (c + d) * e;\nthread t { x = 1; }");
  const File file = parse(sources, id, typedefs, diagnostics);
  REQUIRE(file.declarations.size() == 3);
  const auto& variable = std::get<VariableDeclaration>(file.declarations[1].node);
  CHECK(sources.slice(file.declarations[1].span) == "int b = (c + d) * e;");
  CHECK(sources.slice(variable.declarators[0].name.span) == "b");
  const Expr& product = *variable.declarators[0].initializer;
  CHECK(sources.slice(product.span) == "(c + d) * e");
  CHECK(sources.slice(std::get<BinaryExpr>(product.node).left->span) == "c + d");
  const auto& thread = std::get<ThreadDeclaration>(file.declarations[2].node);
  CHECK(sources.slice(file.declarations[2].span) == "thread t { x = 1; }");
  CHECK(sources.slice(thread.body.statements[0]->span) == "x = 1;");
}

TEST_CASE("proposals are close to what was written") {
  const std::vector<std::string> names{"put_page", "get_page", "a", "mem_map"};
  CHECK(did_you_mean("putpage", names) == "put_page");
  CHECK(did_you_mean("mem_mpa", names) == "mem_map");
  CHECK(did_you_mean("gte_page", names) == "get_page");
  CHECK(did_you_mean("unrelated", names).empty());
  CHECK(did_you_mean("b", names).empty());
  CHECK(did_you_mean("", names).empty());
  CHECK(did_you_mean(std::string(100000, 'x'), names).empty());
}
