// Several mistakes in one file are all reported, and none of them makes up another.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/syntax/reading.hpp"

using Errors = std::vector<std::string>;
using pagerace::syntax::errors_of;

TEST_CASE("a mistake spoils one statement") {
  CHECK(errors_of("void f(void)\n{\n\ta = ;\n\tb = 1\n\tc = 2;\n\td = );\n}\n") ==
        Errors{"3:6: expected an expression, found ';'", "4:7: expected ';' after the statement, found 'c'",
               "6:6: expected an expression, found ')'"});
}

TEST_CASE("a block goes with its spoilt head") {
  CHECK(errors_of("void f(void) { if a { b; c; } else { d; } e = ; }") ==
        Errors{"1:19: expected '(', found 'a'", "1:47: expected an expression, found ';'"});
  CHECK(errors_of("void f(void) { for (i = ; i < 3; i++) { b; } e = ; }").size() == 2);
}

TEST_CASE("a mistake spoils one declaration") {
  CHECK(errors_of("int 3;\nthread { a; b; }\nint c;\nproperty { always (d) }\nint e = ;\n") ==
        Errors{"1:5: expected a name, found '3'", "2:8: expected a name, found '{'", "4:10: expected a name, found '{'",
               "5:9: expected an expression, found ';'"});
}

TEST_CASE("a missing brace is reported once") {
  CHECK(errors_of("thread a {\n\tif (x) {\n\t\ty;\n}\n\nthread b {\n\tz;\n}\n") ==
        Errors{"6:1: expected '}' before the next declaration"});
  CHECK(errors_of("thread a {\n\ty;\n") == Errors{"2:4: expected '}' before the end of the file"});
  CHECK(errors_of("thread a {\n}\n}\nint x\n") ==
        Errors{"3:1: there is no '{' for this '}'",
               "4:6: expected ';' after the declaration, found the end of the file"});
}

TEST_CASE("fields and properties recover item by item") {
  CHECK(errors_of("struct a { int 3; int b; int; int c };").size() == 3);
  CHECK(errors_of("property p { ghost int 3; probe { } always (a b); always (c) }").size() == 3);
}

TEST_CASE("errors are limited") {
  std::string text;
  for (int line = 0; line < 50; ++line) text += "int 3;\n";
  const Errors errors = errors_of(text);
  REQUIRE(errors.size() == 21);
  CHECK(errors.back() == "21:5: too many errors");
}

TEST_CASE("nesting is limited") {
  const auto repeated = [](const std::string& text, int times) {
    std::string result;
    for (int time = 0; time < times; ++time) result += text;
    return result;
  };
  const auto nested_too_deeply = [](const std::string& text) {
    const Errors errors = errors_of(text);
    return errors.size() == 1 && errors.front().ends_with("nested too deeply");
  };
  CHECK(errors_of("int x = " + repeated("(", 200) + "1" + repeated(")", 200) + ";") == Errors{});
  for (const char* prefix : {"(", "-", "a+", "a=", "a?b:", "a[", "f(", "a,", "!forall (p : m) ", "(int)"}) {
    CAPTURE(std::string(prefix));
    CHECK(nested_too_deeply("void f(void) { " + repeated(prefix, 100000) + "1"));
  }
  for (const char* prefix : {"{", "if (a) ", "while (a) ", "if (a) b; else ", "l: ", "do ", "either {", "atomic {"}) {
    CAPTURE(std::string(prefix));
    CHECK(nested_too_deeply("void f(void) { " + repeated(prefix, 100000)));
  }
  CHECK(nested_too_deeply("int a = " + repeated("{", 100000)));
  CHECK(nested_too_deeply("int a = b" + repeated("[0]", 100000) + ";"));
}

TEST_CASE("a directive goes with all the lines that it joins") {
  CHECK(errors_of("#define both(a, b) \\\n\tdo { a; b; } while (0)\nint a;\nint 3;\n") ==
        Errors{"1:1: the preprocessor is not part of the language", "4:5: expected a name, found '3'"});
}
