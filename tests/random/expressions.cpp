#include "tests/random/generator.hpp"

namespace pagerace::random {

std::string Generator::item(const Scope& scope) {
  if (!scope.items.empty() && chance_.percent(70)) return chance_.pick(scope.items);
  return "(&items[" + std::to_string(chance_.below(2)) + "])";
}

std::string Generator::shared_number(const Scope& scope) {
  const Number& number = chance_.pick(numbers_);
  return scope.formula && number.chosen ? numbers_.front().name : number.name;
}

/// A number without operators.
std::string Generator::atom(const Scope& scope) {
  switch (chance_.below(8)) {
    case 0:
      return std::to_string(chance_.below(4));
    case 1:
    case 2:
      if (!scope.numbers.empty()) return chance_.pick(scope.numbers).name;
      break;
    case 3:
      if (items_) return item(scope) + "->" + chance_.pick({"value", "busy", "tag"});
      break;
    case 4:
      if (!atomics_.empty()) return "atomic_read(&" + chance_.pick(atomics_) + ")";
      break;
    case 5:
      if (phase_) return "(int)phase";
      break;
    case 6:
      if (!scope.formula && chance_.percent(40)) return "any(0 .. 1)";
      break;
    default:
      break;
  }
  const std::string name = shared_number(scope);
  return !scope.formula && chance_.percent(15) ? "READ_ONCE(" + name + ")" : name;
}

std::string Generator::number(const Scope& scope, int depth) {
  if (depth == 0 || chance_.percent(35)) return atom(scope);
  const std::string left = number(scope, depth - 1);
  switch (chance_.below(scope.formula ? 6 : 10)) {
    case 0:
      return "(" + left + " + " + atom(scope) + ")";
    case 1:
      return "(" + left + " - " + atom(scope) + ")";
    case 2:
      return "(" + left + " & " + std::to_string(1 + chance_.below(3)) + ")";
    case 3:
      return "(" + left + " ^ " + std::to_string(1 + chance_.below(2)) + ")";
    case 4:
      return "(" + truth(scope, depth - 1) + " ? " + left + " : " + atom(scope) + ")";
    case 5:
      return "(" + left + " % 3)";
    case 6:
      return "(" + left + " * " + std::to_string(chance_.below(3)) + ")";
    case 7:
      return "(-" + left + ")";
    case 8:
      return chance_.percent(30) ? "(" + left + " / " + atom(scope) + ")" : "(~" + left + " & 3)";
    default:
      return "(" + left + " | " + atom(scope) + ")";
  }
}

std::string Generator::truth_atom(const Scope& scope) {
  switch (chance_.below(6)) {
    case 0:
      if (!bools_.empty()) return chance_.pick(bools_);
      break;
    case 1:
      if (cursor_) return "cursor " + chance_.pick({"==", "!="}) + " " + (chance_.percent(50) ? "NULL" : item(scope));
      break;
    case 2:
      if (!spinlocks_.empty()) return "spin_is_locked(&" + chance_.pick(spinlocks_) + ")";
      break;
    case 3:
      if (phase_) return "phase " + chance_.pick({"==", "!=", "<"}) + " " + chance_.pick({"IDLE", "BUSY", "DONE"});
      break;
    default:
      break;
  }
  return number(scope, 1) + " " + chance_.pick({"==", "!=", "<", "<=", ">", ">="}) + " " + atom(scope);
}

std::string Generator::truth(const Scope& scope, int depth) {
  if (depth == 0 || chance_.percent(50)) return truth_atom(scope);
  const std::string left = truth(scope, depth - 1);
  switch (chance_.below(3)) {
    case 0:
      return "(" + left + " && " + truth_atom(scope) + ")";
    case 1:
      return "(" + left + " || " + truth_atom(scope) + ")";
    default:
      return "!(" + left + ")";
  }
}

/// A value that mostly fits where it goes.
std::string Generator::fitting(const Number& target, const Scope& scope) {
  const int values = target.high - target.low + 1;
  const auto shifted = [&](const std::string& from_zero) {
    return target.low == 0 ? from_zero : from_zero + " + " + std::to_string(target.low);
  };
  switch (chance_.below(6)) {
    case 0:
      return std::to_string(target.low + chance_.below(values));
    case 1:
      return shifted("(" + truth(scope, 1) + ")");
    case 2:
      return "any(" + std::to_string(target.low) + " .. " + std::to_string(target.low + chance_.below(values)) + ")";
    case 3:
      if (target.ranged && chance_.percent(30)) return number(scope, 1);  // may well not fit
      break;
    default:
      break;
  }
  const int mask = values >= 4 ? 3 : values >= 2 ? 1 : 0;
  return shifted("(" + number(scope, 2) + " & " + std::to_string(mask) + ")");
}

/// Where a number can be stored.
Generator::Number Generator::target(const Scope& scope) {
  if (!scope.numbers.empty() && chance_.percent(25)) {
    const Number& number = chance_.pick(scope.numbers);
    if (!number.fixed) return number;
  }
  if (items_ && chance_.percent(25)) return {item(scope) + "->value", 0, 2, true};
  return chance_.pick(numbers_);
}

}  // namespace pagerace::random
