#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

Piece Generator::program() {
  Piece program;
  declare_shared(program);
  declare_constructs(program);
  for (int i = chance_.below(3); i > 0; --i) program.parts.push_back(function(i));
  if (chance_.percent(40)) program.parts.push_back(init());
  for (int i = 0, count = 2 + (chance_.percent(30) ? 1 : 0); i < count; ++i) program.parts.push_back(thread(i));
  if (chance_.percent(6)) program.parts.push_back(failing_thread());
  for (int i = chance_.below(3); i >= 0; --i) program.parts.push_back(property(i));
  return program;
}

void Generator::declare_shared(Piece& program) {
  declare_numbers(program);
  declare_items(program);
  const auto declare = [&](int chance, const char* type, std::string name, std::vector<std::string>& names) {
    if (!chance_.percent(chance)) return;
    program.parts.push_back(line(type + (" " + name) + ";"));
    names.push_back(std::move(name));
  };
  declare(50, "bool", "flag", bools_);
  declare(40, "spinlock_t", "lock", spinlocks_);
  declare(20, "struct mutex", "mutex", mutexes_);
  if (chance_.percent(45)) {
    program.parts.push_back(line("atomic_t count : 2 = { " + std::to_string(chance_.below(3)) + " };"));
    atomics_.push_back("count");
  }
  if (chance_.percent(20)) {
    program.parts.push_back(line("enum phase { IDLE, BUSY, DONE };"));
    program.parts.push_back(line("enum phase phase;"));
    phase_ = true;
  }
}

void Generator::declare_numbers(Piece& program) {
  for (int i = 0, count = 1 + chance_.below(3); i < count; ++i) {
    const std::string name = "x" + std::to_string(i);
    const std::string start = std::to_string(chance_.below(2));
    switch (chance_.below(4)) {
      case 0:
        numbers_.push_back({name, 0, 3, true});
        program.parts.push_back(line("unsigned int " + name + " : 2;"));
        break;
      case 1:
        numbers_.push_back({name, -1, 1, true});
        program.parts.push_back(line("int " + name + " __range(-1, 1) = " + start + ";"));
        break;
      case 2:
        numbers_.push_back({name, 0, 1, false});
        program.parts.push_back(line("int " + name + ";"));
        break;
      default:
        numbers_.push_back({name, 0, 2, true});
        program.parts.push_back(line("int " + name + " __range(0, 2) = " + start + ";"));
    }
  }
  if (chance_.percent(30)) {
    program.parts.push_back(line("int list[2] __range(0, 1);"));
    numbers_.push_back({"list[0]", 0, 1, true});
    numbers_.push_back({"list[any(0 .. " + chance_.pick({"1", "1", "1", "2"}) + ")]", 0, 1, true, false, true});
  }
}

void Generator::declare_items(Piece& program) {
  items_ = chance_.percent(45);
  if (!items_) return;
  program.parts.push_back(
      {"struct item {", {line("int value __range(0, 2);"), line("bool busy;"), line("unsigned int tag : 1;")}, "};"});
  program.parts.push_back(line("struct item items[2];"));
  cursor_ = chance_.percent(50);
  if (cursor_) program.parts.push_back(line("struct item *cursor;"));
}

Piece Generator::init() {
  Scope scope;
  scope.function = true;
  scope.atomic = true;  // nothing waits here
  scope.depth = 2;
  const Number first = numbers_.front();
  Piece whole{"init {", {}, "}"};
  whole.parts.push_back(
      line(first.name + " = any(" + std::to_string(first.low) + " .. " + std::to_string(first.high) + ");"));
  whole.parts.push_back(assignment(scope));
  if (cursor_) whole.parts.push_back(line("cursor = any(items);"));
  return whole;
}

Piece Generator::function(int number_of) {
  Callee callee;
  callee.name = "helper" + std::to_string(number_of);
  callee.takes_item = items_ && chance_.percent(40);
  callee.takes_number = !callee.takes_item && chance_.percent(60);
  callee.gives_number = chance_.percent(60);
  Scope scope;
  scope.function = true;
  scope.depth = 1;
  scope.atomic = chance_.percent(30);
  callee.atomic = scope.atomic;
  std::string head = scope.atomic ? "atomic " : "";
  head += (callee.gives_number ? "int " : "void ") + callee.name + "(";
  if (callee.takes_number) {
    head += "int given";
    scope.numbers.push_back({"given", 0, 3, false, true});
  } else if (callee.takes_item) {
    head += "struct item *it";
    scope.items.push_back("it");
  } else {
    head += "void";
  }
  Piece whole{head + ") {", statements(scope, 1 + chance_.below(2)), "}"};
  if (callee.gives_number) {
    if (chance_.percent(30)) whole.parts.push_back(line("if (" + truth_atom(scope) + ") return 0;"));
    whole.tail = "\treturn " + number(scope, 1) + " & 3;\n}";
  }
  callees_.push_back(callee);
  return whole;
}

Piece Generator::thread(int number_of) {
  Scope scope;
  leaves_early_ = false;
  std::string head = (chance_.percent(8) ? "daemon thread t" : "thread t") + std::to_string(number_of);
  if (chance_.percent(15)) {
    head += "[2]";
    if (chance_.percent(50)) {
      head += "(int id)";
      scope.numbers.push_back({"id", 0, 1, false, true});
    }
  }
  Piece whole{head + " {", statements(scope, 2 + chance_.below(3)), "}"};
  if (leaves_early_) whole.tail = "out:\n\tcond_resched();\n}";
  return whole;
}

std::string Generator::quantified() {
  Scope scope;
  scope.formula = true;
  if (items_ && chance_.percent(60)) {
    return chance_.pick({"forall", "exists"}) + " (it : items) it->value " + chance_.pick({"<", "==", "!="}) + " " +
           std::to_string(chance_.below(3)) + " " + chance_.pick({"||", "&&", "or", "and"}) + " " +
           chance_.pick({"it->busy", "!it->busy", "it->tag"});
  }
  return chance_.pick({"forall", "exists"}) + " (k : 0 .. 2) " + truth_atom(scope) + " || " + shared_number(scope) +
         " " + chance_.pick({"==", "!=", ">="}) + " k";
}

std::string Generator::formula(int depth) {
  Scope scope;
  scope.formula = true;
  if (depth == 0 || chance_.percent(30)) return truth(scope, 1);
  switch (chance_.below(5)) {
    case 0:
      return "not (" + formula(depth - 1) + ")";
    case 1:
      return "(" + formula(depth - 1) + " and " + formula(depth - 1) + ")";
    case 2:
      return "(" + formula(depth - 1) + " or " + formula(depth - 1) + ")";
    case 3:
      return "(" + formula(depth - 1) + " equivalent " + formula(depth - 1) + ")";
    default:
      return "(" + quantified() + ")";
  }
}

/// With `next` on the way to each atom or not.
std::string Generator::formula_of_steps(int depth) {
  if (depth == 0 || chance_.percent(20)) return "next (" + formula(1) + ")";
  switch (chance_.below(7)) {
    case 0:
      return "not (" + formula_of_steps(depth - 1) + ")";
    case 1:
      return "(" + formula(1) + " and " + formula_of_steps(depth - 1) + ")";
    case 2:
      return "(" + formula_of_steps(depth - 1) + " or " + formula(1) + ")";
    case 3:
      return "(" + formula_of_steps(depth - 1) + " equivalent " + formula(1) + ")";
    case 4:
      return "(" + formula_of_steps(depth - 1) + " imply " + formula_of_steps(depth - 1) + ")";
    case 5:
      if (!items_) break;
      return "(" + chance_.pick({"forall", "exists"}) + " (it : items) it->" + chance_.pick({"busy", "tag"}) + " " +
             chance_.pick({"imply", "and", "equivalent"}) + " next (it->value " + chance_.pick({"<", "==", "!="}) +
             " " + std::to_string(chance_.below(3)) + "))";
    default:
      break;
  }
  return "(" + formula(1) + " imply " + formula_of_steps(depth - 1) + ")";
}

Piece Generator::probe(const Callee& callee) {
  const bool on_return = chance_.percent(40);
  std::string head = (on_return ? "return probe " : "probe ") + callee.name;
  std::string parameters = callee.takes_number ? "(int given)" : callee.takes_item ? "(struct item *it)" : "(void)";
  Piece whole{head + parameters + " {", {}, "}"};
  whole.parts.push_back(line(chance_.percent(60) ? "seen = " + std::to_string(chance_.below(3)) + ";" : "seen++;"));
  const std::string what = on_return && callee.gives_number ? "retval < 3" : "seen < 2";
  if (chance_.percent(60)) whole.parts.push_back(line("assert(" + what + ", \"seen\");"));
  return whole;
}

Piece Generator::property(int number_of) {
  Piece whole{"property p" + std::to_string(number_of) + " {", {}, "}"};
  if (!callees_.empty() && chance_.percent(35)) {
    whole.parts.push_back(line("ghost int seen __range(0, 3);"));
    whole.parts.push_back(probe(chance_.pick(callees_)));
    if (chance_.percent(50)) whole.parts.push_back(line("always (seen <= " + std::to_string(chance_.below(3)) + ")"));
    return whole;
  }
  switch (chance_.below(6)) {
    case 0:
      whole.parts.push_back(line("reachable (" + formula(1) + ")"));
      break;
    case 1:
      whole.parts.push_back(line("at_end (" + formula(2) + ")"));
      break;
    case 2:
      whole.parts.push_back(line("always (" + formula(1) + " imply " + formula(2) + ")"));
      break;
    case 3:
    case 4:
      whole.parts.push_back(line("always (" + formula_of_steps(2) + ")"));
      break;
    default:
      whole.parts.push_back(line("always (" + formula(2) + ")"));
  }
  if (chance_.percent(15)) whole.parts.push_back(line("always (" + formula(1) + ")"));
  return whole;
}

}  // namespace pagerace::random
