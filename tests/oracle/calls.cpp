// Functions and who watches them.
#include <limits>

#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

namespace {

constexpr Value kLeast = std::numeric_limits<Value>::min(), kGreatest = std::numeric_limits<Value>::max();

}  // namespace

Value Walker::call(const Expr& expr) {
  const semantics::Function& function = *expr.function;
  std::vector<Value> arguments;
  for (const auto& operand : expr.operands) {
    arguments.push_back(evaluate(*operand));
    trail_.push_back(arguments.back());
  }
  const Section whole(*this, &function, function.is_atomic);
  // From here on they are in the function's parameters.
  trail_.resize(trail_.size() - arguments.size());
  enter(function.body, arguments);
  const Value result = body_of(function);
  leave(function.body);
  return result;
}

Value Walker::body_of(const semantics::Function& function) {
  probes(function, false, 0);
  result_ = 0;
  execute(*function.body.block);
  const Value result = result_;
  result_ = 0;
  const Held held(*this, result);
  probes(function, true, result);
  return result;
}

void Walker::probes(const semantics::Function& function, bool on_return, Value result) {
  if (pure_) return;
  int number = 0;
  for (const semantics::Property& property : program_.properties) {
    for (const semantics::Probe& probe : property.probes) {
      if (probe.function != &function || probe.on_return != on_return) continue;
      const int outer = property_;
      property_ = number;
      run_probe(probe, result);
      property_ = outer;
    }
    ++number;
  }
}

void Walker::run_probe(const semantics::Probe& probe, Value result) {
  const Held here(*this, &probe);
  const Section whole(*this, &probe, probe.touches_shared);
  std::vector<Value> arguments;
  for (std::size_t i = 0; i < probe.body.parameters.size(); ++i) {
    arguments.push_back(load(local_bases_.at(probe.function->body.parameters[i])));
  }
  enter(probe.body, arguments);
  if (probe.retval != nullptr) store(local_bases_.at(probe.retval), result);
  execute(*probe.body.block);
  leave(probe.body);
}

void Walker::enter(const Body& body, const std::vector<Value>& arguments) {
  for (const Variable* parameter : body.parameters) add_local(*parameter);
  for (const Variable* local : body.locals) add_local(*local);
  for (std::size_t i = 0; i < arguments.size(); ++i) store(local_bases_.at(body.parameters[i]), arguments[i]);
}

void Walker::leave(const Body& body) {
  const auto drop = [&](const Variable* variable) {
    locals_.resize(locals_.size() - static_cast<std::size_t>(size_of(variable->type)));
    local_bases_.erase(variable);
  };
  for (const Variable* parameter : body.parameters) drop(parameter);
  for (const Variable* local : body.locals) drop(local);
}

void Walker::add_local(const Variable& variable) {
  local_bases_[&variable] = Layout::kLocals + static_cast<Value>(locals_.size());
  for (const Slot& slot : slots_of(variable)) {
    // A pointer has no range: what it may hold is checked where it is made.
    const bool any = slot.type->is_pointer();
    locals_.push_back({0, any ? Range{kLeast, kGreatest} : slot.range});
  }
}

}  // namespace pagerace::oracle
