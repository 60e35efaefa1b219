// Several pointers into related objects, one of them to a pointer.
#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

void Generator::declare_related(Piece& program) {
  if (!items_ || chance_.percent(40)) return;
  related_ = true;
  program.parts.push_back(related_function());
  program.parts.push_back(
      {"void exchange(int *a, int *b) {", {line("int old = *a;"), line("*a = *b;"), line("*b = old;")}, "}"});
  program.parts.push_back({"void pass(struct item **at) {", {line("shift(at, &(*at)->value, &(*at)->busy);")}, "}"});
}

Piece Generator::related_function() {
  Piece whole{"void shift(struct item **at, int *value, bool *busy) {", {}, "}"};
  for (int i = 2 + chance_.below(2); i > 0; --i) {
    const std::string number = std::to_string(chance_.below(3));
    switch (chance_.below(6)) {
      case 0:
      case 1:
        whole.parts.push_back(line("*at = &items[" + std::to_string(chance_.below(2)) + "];"));
        break;
      case 2:
        whole.parts.push_back(line("*value = " + number + ";"));
        break;
      case 3:
        whole.parts.push_back(line("*busy = !*busy;"));
        break;
      case 4:
        whole.parts.push_back(line("(*at)->value = " + number + ";"));
        break;
      default:
        whole.parts.push_back(line("if (*busy) *value = " + number + ";"));
    }
  }
  return whole;
}

Piece Generator::related_call(Scope& scope) {
  const std::string p = fresh("r");
  std::vector<Piece> parts{line("struct item *" + p + " = " + item(scope) + ";")};
  switch (chance_.below(8)) {
    case 0:
      parts.push_back(line("pass(&" + p + ");"));
      use("a forwarded T **");
      break;
    case 1:
      parts.push_back(line("shift(&" + p + ", &items[1].value, &" + p + "->busy);"));
      break;
    case 2: {
      const std::string n = fresh("n");
      parts.push_back(line("int " + n + " = 1;"));
      parts.push_back(line("shift(&" + p + ", &" + n + ", &" + p + "->busy);"));
      parts.push_back(line(p + "->value = " + n + ";"));
      break;
    }
    case 3:
      use("two pointers that may be one");
      parts.push_back(line("exchange(&" + p + "->value, &" + item(scope) + "->value);"));
      break;
    case 4:
    case 5:
      if (cursor_) {
        use("the address of a shared pointer");
        parts.push_back(line("if (cursor) shift(&cursor, &" + p + "->value, &cursor->busy);"));
        break;
      }
      [[fallthrough]];
    default:
      parts.push_back(line("shift(&" + p + ", &" + p + "->value, &" + p + "->busy);"));
  }
  use("pointers into related objects");
  scope.items.push_back(p);
  return lines(std::move(parts));
}

}  // namespace pagerace::random
