#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

std::vector<Piece> Generator::statements(Scope& scope, int count) {
  std::vector<Piece> all;
  for (int i = 0; i < count; ++i) all.push_back(statement(scope));
  return all;
}

/// A block with a scope of its own.
Piece Generator::inner(const std::string& head, const Scope& scope, int count, bool in_loop) {
  Scope inside = scope;
  ++inside.depth;
  if (in_loop) ++inside.loops;
  return {head + " {", statements(inside, count), "}"};
}

Piece Generator::statement(Scope& scope) {
  const bool may_nest = scope.depth < 2;
  return may_nest && chance_.percent(40) ? compound(scope) : simple(scope);
}

Piece Generator::simple(Scope& scope) {
  const bool has_members = links_ || pairs_ || tables_;
  if (has_members && members_.percent(20)) {
    Piece more = member_use(scope);
    Piece whole = ordinary(scope);
    return lines({std::move(more), std::move(whole)});
  }
  return ordinary(scope);
}

Piece Generator::ordinary(Scope& scope) {
  switch (chance_.below(14)) {
    case 11:
    case 12:
    case 13:
      return construct(scope);
    case 0:
    case 1:
    case 2:
      return assignment(scope);
    case 3:
      return local(scope);
    case 4:
      return fault(scope);
    case 5:
    case 6:
      return kernel_call(scope);
    case 7:
      return pointer_use(scope);
    case 8:
      return call(scope);
    case 9:
      if (scope.loops > 0) return line("if (" + truth(scope, 1) + ") " + chance_.pick({"break;", "continue;"}));
      if (!scope.function && !scope.atomic && chance_.percent(25)) {
        leaves_early_ = true;
        return line("if (" + truth_atom(scope) + ") goto out;");
      }
      return assignment(scope);
    default:
      if (chance_.percent(50)) return line("assume(" + truth(scope, 1) + ");");
      return line("cond_resched();");
  }
}

Piece Generator::compound(Scope& scope) {
  switch (chance_.below(7)) {
    case 0:
    case 1:
      return branch(scope);
    case 2:
      return loop(scope);
    case 3:
      return choice(scope);
    case 4:
      return selection(scope);
    default:
      return critical(scope);
  }
}

Piece Generator::assignment(Scope& scope) {
  if (!bools_.empty() && chance_.percent(20)) return line(chance_.pick(bools_) + " = " + truth(scope, 1) + ";");
  const Number to = target(scope);
  if (to.ranged && chance_.percent(12)) return line(to.name + chance_.pick({"++;", "--;"}));
  if (to.ranged && to.low <= 0 && chance_.percent(10)) {
    return line(to.name + " " + chance_.pick({"^=", "|=", "&="}) + " " + std::to_string(chance_.below(2)) + ";");
  }
  const std::string value = fitting(to, scope);
  if (chance_.percent(10)) return line("WRITE_ONCE(" + to.name + ", " + value + ");");
  return line(to.name + " = " + value + ";");
}

Piece Generator::local(Scope& scope) {
  Number made{fresh("n"), 0, 3, chance_.percent(50)};
  const std::string value = fitting(made, scope);
  const std::string range = made.ranged ? " __range(0, 3)" : "";
  scope.numbers.push_back(made);
  return line("int " + made.name + range + " = " + value + ";");
}

Piece Generator::branch(Scope& scope) {
  Piece then = inner("if (" + truth(scope, 1) + ")", scope, 1 + chance_.below(2));
  if (chance_.percent(50)) return then;
  then.tail.clear();
  Piece otherwise = inner("} else", scope, 1);
  return {"", {std::move(then), std::move(otherwise)}, ""};
}

/// Loops on shared variables always hold a step, so none is endless in one piece.
Piece Generator::loop(Scope& scope) {
  if (scope.atomic || chance_.percent(60)) {
    const std::string i = fresh("i");
    Scope inside = scope;
    inside.numbers.push_back({i, 0, 1, false, true});
    Piece body = inner("for (int " + i + " = 0; " + i + " < 2; " + i + "++)", inside, 1 + chance_.below(2), true);
    return body;
  }
  if (chance_.percent(70)) {
    Piece body = inner("while (" + truth(scope, 1) + ")", scope, 1, true);
    body.head += " cond_resched();";
    return body;
  }
  Piece body = inner("do", scope, 1, true);
  body.head += " cond_resched();";
  body.tail = "} while (" + truth(scope, 1) + ");";
  return body;
}

Piece Generator::choice(Scope& scope) {
  Piece first = inner("either", scope, 1 + chance_.below(2));
  first.tail.clear();
  Piece second = inner("} or", scope, chance_.below(2));
  return {"", {std::move(first), std::move(second)}, ""};
}

Piece Generator::selection(Scope& scope) {
  Piece whole{"switch (" + number(scope, 1) + ") {", {}, "}"};
  // `break` is the switch's own here; `continue` would be the loop's around it.
  for (int value = 0; value < 2; ++value) {
    Scope inside = scope;
    inside.depth += 2;
    inside.loops = 0;
    Piece arm{"case " + std::to_string(value) + ": {", statements(inside, 1), "}"};
    arm.tail += chance_.percent(70) ? " break;" : "";
    whole.parts.push_back(std::move(arm));
  }
  if (chance_.percent(50)) {
    Scope inside = scope;
    inside.depth += 2;
    inside.loops = 0;
    whole.parts.push_back({"default: {", statements(inside, 1), "}"});
  }
  return whole;
}

/// A piece under a lock, or in one step.
Piece Generator::critical(Scope& scope) {
  Scope inside = scope;
  ++inside.depth;
  inside.loops = 0;
  if (scope.atomic || chance_.percent(40) || spinlocks_.size() + mutexes_.size() == 0) {
    inside.atomic = true;
    return {"atomic {", statements(inside, 1 + chance_.below(3)), "}"};
  }
  const bool spins = mutexes_.empty() || (!spinlocks_.empty() && chance_.percent(60));
  const std::string lock = chance_.pick(spins ? spinlocks_ : mutexes_);
  const std::string stem = spins ? "spin_" : "mutex_";
  std::vector<Piece> body = statements(inside, 1 + chance_.below(2));
  const bool forgets = chance_.percent(8);
  if (chance_.percent(25)) {
    if (!forgets) body.push_back(line(stem + "unlock(&" + lock + ");"));
    return {"if (" + stem + "trylock(&" + lock + ")) {", std::move(body), "}"};
  }
  return {stem + "lock(&" + lock + ");", std::move(body), forgets ? "" : stem + "unlock(&" + lock + ");"};
}

Piece Generator::fault(Scope& scope) {
  // Rarely true is better: what ends early explores little.
  const std::string rare = truth_atom(scope) + " && " + truth_atom(scope) + " && " + truth_atom(scope);
  switch (chance_.below(4)) {
    case 0:
      return line("BUG_ON(" + rare + ");");
    case 1:
      return line("WARN_ON(" + rare + ");");
    case 2:
      return line("assert(!(" + rare + "));");
    default:
      return assignment(scope);
  }
}

Piece Generator::kernel_call(Scope& scope) {
  if (atomics_.empty() || chance_.percent(25)) {
    const Number to = target(scope);
    if (!to.ranged) return assignment(scope);
    const std::string old = std::to_string(to.low), value = std::to_string(to.high);
    if (chance_.percent(50)) return line("cmpxchg(&" + to.name + ", " + old + ", " + value + ");");
    return line("xchg(&" + to.name + ", " + value + ");");
  }
  const std::string counter = "&" + chance_.pick(atomics_);
  switch (chance_.below(6)) {
    case 0:
      return line("atomic_set(" + counter + ", " + std::to_string(chance_.below(3)) + ");");
    case 1:
      return line("atomic_inc_not_zero(" + counter + ");");
    case 2:
      return inner("if (atomic_add_unless(" + counter + ", 1, " + std::to_string(2 + chance_.below(2)) + "))", scope,
                   1);
    case 3:
      return inner("if (atomic_read(" + counter + ") > 0 && atomic_dec_and_test(" + counter + "))", scope, 1);
    case 4:
      return line("atomic_cmpxchg(" + counter + ", " + std::to_string(chance_.below(3)) + ", 1);");
    default:
      return line(chance_.pick({"atomic_inc(", "atomic_dec("}) + counter + ");");
  }
}

Piece Generator::pointer_use(Scope& scope) {
  if (!items_) return assignment(scope);
  switch (chance_.below(5)) {
    case 0:
    case 1: {
      const std::string name = fresh("p");
      const std::string value = chance_.percent(60) ? "any(items)" : item(scope);
      scope.items.push_back(name);
      return line("struct item *" + name + " = " + value + ";");
    }
    case 2:
      if (cursor_) return line(chance_.percent(75) ? "cursor = " + item(scope) + ";" : "cursor = NULL;");
      break;
    case 3:
      if (cursor_) {
        const std::string use = "cursor->busy = " + truth_atom(scope) + ";";
        return line(chance_.percent(80) ? "if (cursor) " + use : use);
      }
      break;
    default:
      break;
  }
  return line(item(scope) + "->" + chance_.pick({"busy", "tag"}) + " = " + truth_atom(scope) + ";");
}

Piece Generator::call(Scope& scope) {
  std::vector<Callee> fitting_callees;
  for (const Callee& callee : callees_) {
    // Others may wait or loop, and a loop that waits for others never ends inside one step.
    if (callee.atomic || !scope.atomic) fitting_callees.push_back(callee);
  }
  if (fitting_callees.empty()) return assignment(scope);
  const Callee callee = chance_.pick(fitting_callees);
  std::string text = callee.name + "(";
  if (callee.takes_number) text += "(" + number(scope, 1) + " & 3)";
  if (callee.takes_item) text += item(scope);
  text += ")";
  if (!callee.gives_number) return line(text + ";");
  const Number to = target(scope);
  const int mask = to.high - to.low >= 3 ? 3 : to.high > to.low ? 1 : 0;
  std::string value = "(" + text + " & " + std::to_string(mask) + ")";
  if (to.low != 0) value += " + " + std::to_string(to.low);
  return line(to.name + " = " + value + ";");
}

}  // namespace pagerace::random
