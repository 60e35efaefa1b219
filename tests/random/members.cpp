// From a member to its struct, structs by value, functions in variables, and pointers that start as addresses.
#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

void Generator::declare_members(Piece& program) {
  std::swap(chance_, members_);
  declare_some_members(program);
  std::swap(chance_, members_);
}

void Generator::declare_some_members(Piece& program) {
  links_ = items_ && chance_.percent(50);
  if (links_) {
    program.parts.push_back({"extend struct item {", {line("struct { bool *where; struct item *next; } link;")}, "};"});
    program.parts.push_back(
        line(chance_.pick({"bool *spot = &items[1].busy;", "bool *spot = &items[0].busy;", "bool *spot;"})));
    program.parts.push_back(line("struct item *held = " + chance_.pick({"items", "&items[1]", "NULL"}) + ";"));
  }
  pairs_ = chance_.percent(25);
  if (pairs_) {
    program.parts.push_back(line("struct pair { int a __range(0, 2); struct { bool b; }; };"));
    program.parts.push_back(line("struct pair pair = { .a = 1 };"));
    const std::string change = chance_.pick({"pair.a = 2 - pair.a;", "pair.b = !pair.b;", "if (pair.b) pair.a = 0;"});
    program.parts.push_back({"struct pair turned(struct pair pair) {", {line(change), line("return pair;")}, "}"});
    program.parts.push_back(line((chance_.percent(50) ? "atomic " : "") +
                                 std::string("int worth(struct pair pair) { return pair.a + pair.b; }")));
  }
  tables_ = chance_.percent(25);
  if (!tables_) return;
  program.parts.push_back(line("int less(int n) { return n > 0 ? n - 1 : n; }"));
  program.parts.push_back(line("int shared(int n) { return " + numbers_.front().name + " + n; }"));
  program.parts.push_back(line("struct table { int (*f)(int); };"));
  program.parts.push_back(line("const struct table tables[2] = { { less }, { .f = &shared } };"));
  program.parts.push_back(line("const struct table *table = &tables[" + std::to_string(chance_.below(2)) + "];"));
  program.parts.push_back(line(std::string("int (*hook)(int)") + chance_.pick({" = less;", " = NULL;", ";"})));
}

Piece Generator::link_use(Scope& scope) {
  use("container_of");
  const std::string it = item(scope);
  switch (chance_.below(6)) {
    case 0:
      return line("spot = &" + it + "->busy;");
    case 1:
      return bools_.empty() ? line("spot = NULL;") : line("spot = &" + chance_.pick(bools_) + ";");
    case 2:
      return line("container_of(spot, struct item, busy)->value = " + std::to_string(chance_.below(3)) + ";");
    case 3:
      return line("if (spot) held = container_of(spot, struct item, busy);");
    case 4:
      return line("container_of(&" + it + "->link.next, struct item, link.next)->busy = true;");
    default:
      return line("if (held) held->link.next = " + it + ";");
  }
}

Piece Generator::pair_use(Scope& scope) {
  use("a struct by value");
  const Number to = target(scope);
  switch (chance_.below(4)) {
    case 0:
      return line("pair = turned(pair);");
    case 1:
      return line("pair = (struct pair){ .a = " + std::to_string(chance_.below(3)) + " };");
    case 2:
      return line("pair = turned(turned((struct pair){ any(0 .. 1), " + truth_atom(scope) + " }));");
    default:
      return line("if (worth(pair) == " + std::to_string(chance_.below(3)) + ") " + to.name + " = " +
                  std::to_string(to.low) + ";");
  }
}

Piece Generator::table_use() {
  use("a call through a pointer");
  const std::string given = std::to_string(chance_.below(2));
  switch (chance_.below(5)) {
    case 0:
      return line("hook = " + chance_.pick({"less;", "shared;", "NULL;"}));
    case 1:
      return line("if (hook) hook(" + given + ");");
    case 2:
      return line("table = &tables[any(0 .. 1)];");
    case 3:
      return line("hook = table->f;");
    default:
      return line("if (table->f(" + given + ") > 1) cond_resched();");
  }
}

/// One of those that the program has, if it has any.
Piece Generator::member_use(Scope& scope) {
  std::swap(chance_, members_);
  Piece made = some_member_use(scope);
  std::swap(chance_, members_);
  return made;
}

Piece Generator::some_member_use(Scope& scope) {
  const int first = chance_.below(3);
  for (int i = 0; i < 3; ++i) {
    const int which = (first + i) % 3;
    if (which == 0 && links_) return link_use(scope);
    if (which == 1 && pairs_) return pair_use(scope);
    if (which == 2 && tables_) return table_use();
  }
  return line("cond_resched();");
}

}  // namespace pagerace::random
