// Numbers of 64 bits on both sides of 2^63.
#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

void Generator::declare_great_numbers(Piece& program) {
  big_ = chance_.percent(25);
  if (!big_) return;
  program.parts.push_back(line("u64 big = 9223372036854775807UL;"));
  program.parts.push_back(
      line("u64 top __range(9223372036854775808UL, 9223372036854775810UL) = 9223372036854775809UL;"));
}

Piece Generator::great_number(Scope& scope) {
  if (!big_) return assignment(scope);
  use("u64 about 2^63");
  const std::string b = fresh("b");
  const std::string least = chance_.pick({"9223372036854775806UL", "9223372036854775807UL", "9223372036854775808UL"});
  switch (chance_.below(9)) {
    case 0:
      return line("big = any(" + least + " .. 9223372036854775808UL);");
    case 1:
      return lines({line("u64 " + b + " = big;"), line("big = any(" + b + " .. 9223372036854775808UL);")});
    case 2:
      return inner("if (big " + chance_.pick({"<", ">", "<=", ">="}) + " " + least + ")", scope, 1);
    case 3:
    case 4:
      use("u64 that wraps");
      return line(chance_.pick({"big = big * 2;", "big = -big;", "big = ~big;", "big += big;", "big--;"}));
    case 5:
      return inner(chance_.pick({"if (big >> 63)", "if ((s64)big < 0)", "if (big / 3 > 1)", "if (-1 < big)"}), scope,
                   1);
    case 6:
      use("a range above 2^63");
      return line(chance_.pick({"top++;", "top--;", "top = any(9223372036854775808UL .. 9223372036854775810UL);"}));
    case 7:
      use("a range above 2^63");
      return chance_.percent(50) ? line("top = big;") : line("big = top;");
    default:
      return inner("if (exists (k : " + least + " .. 9223372036854775809UL) k == big)", scope, 1);
  }
}

}  // namespace pagerace::random
