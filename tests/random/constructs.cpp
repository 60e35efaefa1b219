// What lowering has been wrong about before, put together so that it may go wrong again.
#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

namespace {

Piece lines(std::vector<Piece> parts) { return {"", std::move(parts), ""}; }

}  // namespace

void Generator::declare_constructs(Piece& program) {
  big_ = chance_.percent(25);
  if (big_) program.parts.push_back(line("u64 big = 9223372036854775807UL;"));
  queue_ = chance_.percent(20);
  if (queue_) program.parts.push_back(line("wait_queue_head_t wq;"));
  if (chance_.percent(50)) program.parts.push_back(line("const bool CONFIG_DEBUG_VM = true;"));
  if (!items_ || chance_.percent(40)) return;
  related_ = true;
  program.parts.push_back(related_function());
  program.parts.push_back({"void pass(struct item **at) {", {line("shift(at, &(*at)->value, &(*at)->busy);")}, "}"});
}

/// Several pointers into related objects, one of them to the pointer itself.
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
  switch (chance_.below(4)) {
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
    default:
      parts.push_back(line("shift(&" + p + ", &" + p + "->value, &" + p + "->busy);"));
  }
  use("pointers into related objects");
  scope.items.push_back(p);
  return lines(std::move(parts));
}

/// Half of a pair, mostly without the other half.
Piece Generator::half_of_a_pair(Scope& scope) {
  switch (chance_.below(6)) {
    case 0:
    case 1:
      if (!items_) break;
      use("unpoison");
      return line("unpoison(" + item(scope) + ");");
    case 2:
      if (!items_ || chance_.percent(50)) break;
      use("poison");
      return line("poison(&items[" + std::to_string(chance_.below(2)) + "]);");
    case 3:
      if (!queue_) break;
      use("wake_up");
      return line("wake_up(&wq);");
    case 4:
      if (!queue_ || scope.atomic) break;
      use("wait_event");
      return line("wait_event(wq, " + truth(scope, 1) + ");");
    default:
      if (scope.atomic || chance_.percent(50)) break;
      use("half of RCU");
      return line(chance_.pick({"rcu_read_lock();", "rcu_read_unlock();", "synchronize_rcu();"}));
  }
  return assignment(scope);
}

/// A local that some ways do not assign.
Piece Generator::unassigned(Scope& scope) {
  const std::string u = fresh("unset");  // "u8" is a type
  std::vector<Piece> parts{line("int " + u + ";")};
  const bool is_array = chance_.percent(30);
  if (is_array) {
    parts = {line("int " + u + "[2];"), line("for (int i = 0; i < 2; i++)"),
             line("\tif (i == 0 || " + truth_atom(scope) + ") " + u + "[i] = i;")};
  } else {
    parts.push_back(line("if (" + truth_atom(scope) + ")"));
    parts.push_back(line("\t" + u + " = " + std::to_string(chance_.below(2)) + ";"));
    if (chance_.percent(50)) parts.push_back(line("else"));
    if (parts.back().head == "else") parts.push_back(line("\t" + u + " = 0;"));
  }
  use(is_array ? "an unassigned element" : "an unassigned local");
  const Number to = target(scope);
  const std::string value = is_array ? u + "[any(0 .. 1)]" : u;
  const std::string use_of = to.low <= 0 && to.high >= 1 ? to.name + " = " + value + ";" : "BUG_ON(" + value + " > 3);";
  parts.push_back(chance_.percent(70) ? line("if (" + truth_atom(scope) + ") " + use_of) : line(use_of));
  return lines(std::move(parts));
}

/// Loops that count down in their condition.
Piece Generator::countdown(Scope& scope) {
  const std::string w = fresh("w");
  use("a countdown");
  const std::string type = chance_.percent(50) ? "unsigned int " : "int ";
  std::vector<Piece> parts{line(type + w + " = " + std::to_string(1 + chance_.below(2)) + ";")};
  if (chance_.percent(60)) {
    parts.push_back(inner("while (" + w + "--)", scope, 1, true));
  } else {
    Piece body = inner("do", scope, 1, true);
    body.tail = "} while (" + w + "-- > 0);";
    parts.push_back(std::move(body));
  }
  return lines(std::move(parts));
}

/// Several choices and a loop in one step.
Piece Generator::many_ways(Scope& scope) {
  use("many ways in a step");
  const std::string i = fresh("i");
  Scope inside = scope;
  inside.atomic = true;
  const Number to = target(scope);
  const std::string value = std::to_string(to.low + chance_.below(to.high - to.low + 1));
  Piece body{"for (int " + i + " = 0; " + i + " < 3; " + i + "++) {",
             {line("if (any(0 .. 1)) " + to.name + " = " + value + ";")},
             "}"};
  if (chance_.percent(40)) body.parts.push_back(assignment(inside));
  return {"atomic {", {std::move(body)}, "}"};
}

/// Numbers on both sides of 2^63.
Piece Generator::great_number(Scope& scope) {
  if (!big_) return assignment(scope);
  use("u64 about 2^63");
  const std::string b = fresh("b");
  const std::string least = chance_.pick({"9223372036854775806UL", "9223372036854775807UL", "9223372036854775808UL"});
  switch (chance_.below(4)) {
    case 0:
      return line("big = any(" + least + " .. 9223372036854775808UL);");
    case 1:
      return lines({line("u64 " + b + " = big;"), line("big = any(" + b + " .. 9223372036854775808UL);")});
    case 2:
      return inner("if (big " + chance_.pick({"<", ">", "<=", ">="}) + " " + least + ")", scope, 1);
    default:
      return inner("if (exists (k : " + least + " .. 9223372036854775809UL) k == big)", scope, 1);
  }
}

Piece Generator::construct(Scope& scope) {
  switch (chance_.below(9)) {
    case 7:
      return endless(scope);
    case 8:
      return shared_locks_.empty() || scope.atomic ? many_ways(scope) : shared_section(scope);
    case 0:
    case 1:
      return related_ && !scope.function ? related_call(scope) : half_of_a_pair(scope);
    case 2:
      return half_of_a_pair(scope);
    case 3:
      return unassigned(scope);
    case 4:
      return scope.depth < 2 ? countdown(scope) : many_ways(scope);
    case 5:
      if (chance_.percent(60)) return many_ways(scope);
      use("a check of the VM_ kind");
      return line(chance_.pick({"VM_BUG_ON(", "VM_WARN_ON_ONCE("}) + truth(scope, 1) + ");");
    default:
      return great_number(scope);
  }
}

Piece Generator::failing_thread() {
  use("an always-failing thread");
  const std::string head = chance_.percent(50) ? "thread failing {" : "thread failing[2] {";
  if (chance_.percent(60)) return {head, {line("BUG();")}, "}"};
  return {head, {line("int u;"), line(numbers_.front().name + " = u;")}, "}"};
}

}  // namespace pagerace::random
