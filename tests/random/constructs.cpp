// What lowering has been wrong about before, put together so that it may go wrong again.
#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

void Generator::declare_constructs(Piece& program) {
  declare_great_numbers(program);
  queue_ = chance_.percent(25);
  if (queue_) program.parts.push_back(line("wait_queue_head_t wq;"));
  if (chance_.percent(50)) program.parts.push_back(line("const bool CONFIG_DEBUG_VM = true;"));
  declare_related(program);
  declare_members(program);
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
  const std::string rounds = scope.depth == 0 ? "3" : "1";  // what is around it may multiply them
  Piece body{"for (int " + i + " = 0; " + i + " < " + rounds + "; " + i + "++) {",
             {line("if (any(0 .. 1)) " + to.name + " = " + value + ";")},
             "}"};
  if (chance_.percent(40)) body.parts.push_back(assignment(inside));
  return {"atomic {", {std::move(body)}, "}"};
}

Piece Generator::construct(Scope& scope) {
  switch (chance_.below(12)) {
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
    case 6:
      return endless(scope);
    case 7:
      return shared_locks_.empty() || scope.atomic ? many_ways(scope) : shared_section(scope);
    case 8:
      return half_of_a_lock(scope);
    case 9:
      return great_number(scope);
    default:  // what few programs can have
      if (big_ && chance_.percent(50)) return great_number(scope);
      if (related_ && !scope.function) return related_call(scope);
      return queue_ ? wait_for_event(scope) : half_of_a_lock(scope);
  }
}

Piece Generator::failing_thread() {
  use("an always-failing thread");
  const std::string head = chance_.percent(50) ? "thread failing {" : "thread failing[2] {";
  if (chance_.percent(60)) return {head, {line("BUG();")}, "}"};
  return {head, {line("int u;"), line(numbers_.front().name + " = u;")}, "}"};
}

}  // namespace pagerace::random
