// Functions and who watches them.
#include <limits>

#include "tests/oracle/stores.hpp"
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
  const Value result = body_of(function, arguments);
  leave(function.body);
  return result;
}

Value Walker::body_of(const semantics::Function& function, const std::vector<Value>& arguments) {
  Awaiting entry{&function, arguments};
  // Of a section that has not begun, the probe belongs to the step that it will be.
  const bool has_none = !may_access(function);
  const bool waits = !has_none && property_ < 0 && (depth_ == 0 || pending_);
  if (waits) {
    awaiting_.push_back(&entry);
  } else if (has_none) {
    probes_without_access(&function, false, 0, arguments);
  } else {
    probes(&function, false, 0, arguments);
  }
  result_ = 0;
  execute(*function.body.block);
  const Value result = result_;
  result_ = 0;
  const Held held(*this, result);
  if (waits) awaiting_.pop_back();
  std::vector<Value> now;
  for (const Variable* parameter : function.body.parameters) now.push_back(load(local_bases_.at(parameter)));
  if (waits && entry.awaits) probes_without_access(&function, false, 0, arguments);
  if (has_none || (waits && entry.awaits)) {
    probes_without_access(&function, true, result, now);
  } else {
    probes(&function, true, result, now);
  }
  return result;
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

void Walker::add_local(const Variable& variable, bool is_set) {
  local_bases_[&variable] = Layout::kLocals + static_cast<Value>(locals_.size());
  for (const Slot& slot : slots_of(variable)) {
    // A pointer has no range: what it may hold is checked where it is made.
    const bool any = slot.type->is_pointer();
    locals_.push_back({0, any ? Range{kLeast, kGreatest} : slot.range, is_set});
  }
}

}  // namespace pagerace::oracle
