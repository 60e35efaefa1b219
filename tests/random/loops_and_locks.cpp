// Loops that may go round for ever in one step, and locks that readers share.
#include <utility>

#include "tests/random/generator.hpp"

namespace pagerace::random {

/// Rarely gone into: what never ends leaves little to see. No loop has an access, but for those that are one step.
Piece Generator::endless(Scope& scope) {
  use("an endless loop");
  const std::string n = fresh("n"), rare = "(" + truth_atom(scope) + ") && (" + truth_atom(scope) + ")";
  std::vector<Piece> parts{line("int " + n + " = (" + rare + ");"), assignment(scope)};
  switch (chance_.below(8)) {
    case 0:
      parts.push_back(line("while (" + n + ") ;"));
      break;
    case 6:
      use("an endless loop in a section");
      parts.push_back(
          {"if (" + truth_atom(scope) + ") atomic {", {line("while (" + shared_number(scope) + " == 1) ;")}, "}"});
      break;
    case 7: {
      use("an endless loop that stores");
      const Number& to = numbers_.front();  // from one value to the other and back
      parts.push_back(
          {"if (" + n + ") atomic {", {line("while (" + to.name + " <= 1) " + to.name + " = !" + to.name + ";")}, "}"});
      break;
    }
    case 1:
      parts.push_back(line("do { } while (" + n + " == 1);"));
      break;
    case 2: {
      use("a jump into a loop");
      const std::string label = fresh("in");
      parts.push_back(line("if (" + truth_atom(scope) + ") goto " + label + ";"));
      parts.push_back({"while (" + n + ") {", {line(label + ": ;")}, "}"});
      break;
    }
    case 3:
      use("a loop that stores once");
      parts.push_back(
          {"for (int " + n + "k = 1;;) {",
           {{"if (" + n + "k) {", {assignment(scope), line(n + "k = 0;")}, "} else if (!" + n + ") break;"}},
           "}"});
      break;
    case 4:
      use("an endless loop that chooses");
      parts.push_back(line("while (" + n + " && any(0 .. 1)) ;"));
      break;
    default: {
      const std::string label = fresh("again");
      parts.push_back(line(label + ": if (" + n + ") goto " + label + ";"));
    }
  }
  return {"", std::move(parts), ""};
}

void Generator::declare_locks(Piece& program) {
  if (chance_.percent(25)) {
    program.parts.push_back(line("struct rw_semaphore sem;"));
    shared_locks_.push_back("sem");
  }
  if (chance_.percent(15)) {
    program.parts.push_back(line("rwlock_t rw;"));
    shared_locks_.push_back("rw");
  }
}

/// A piece under a lock of readers and writers. Such locks are large, so one in a program is enough.
Piece Generator::shared_section(Scope& scope) {
  Scope inside = scope;
  ++inside.depth;
  inside.loops = 0;
  const std::string lock = chance_.pick(shared_locks_);
  const bool sleeps = lock == "sem", writes = chance_.percent(50);
  use(sleeps ? "an rw_semaphore" : "an rwlock");
  const std::string mode = writes ? "write" : "read";
  const std::string take = sleeps ? "down_" + mode : mode + "_lock", give = sleeps ? "up_" + mode : mode + "_unlock";
  const std::string attempt = sleeps ? "down_" + mode + "_trylock" : mode + "_trylock";
  const std::string on = "(&" + lock + ");";
  std::vector<Piece> body{assignment(inside)};
  std::string last = give + on;
  if (sleeps && writes && chance_.percent(80)) {
    use("downgrade_write");
    body.push_back(line("downgrade_write" + on));
    last = "up_read" + on;
  }
  if (chance_.percent(5)) last.clear();
  if (!chance_.percent(25)) return {take + on, std::move(body), last};
  body.push_back(line(last));
  return {"if (" + attempt + "(&" + lock + ")) {", std::move(body), "}"};
}

}  // namespace pagerace::random
