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
  const Value result = body_of(function, arguments);
  leave(function.body);
  return result;
}

Value Walker::body_of(const semantics::Function& function, const std::vector<Value>& arguments) {
  Awaiting entry{&function, arguments};
  // Of a section that has not begun, the probe belongs to the step that it will be.
  const bool waits = property_ < 0 && (depth_ == 0 || pending_);
  if (waits) {
    awaiting_.push_back(&entry);
  } else {
    probes(function, false, 0, arguments);
  }
  result_ = 0;
  execute(*function.body.block);
  const Value result = result_;
  result_ = 0;
  const Held held(*this, result);
  if (waits) awaiting_.pop_back();
  if (waits && entry.awaits) probes(function, false, 0, arguments);
  std::vector<Value> now;
  for (const Variable* parameter : function.body.parameters) now.push_back(load(local_bases_.at(parameter)));
  probes(function, true, result, now);
  return result;
}

/// A step has begun with an access: the entry probes of the calls around it belong to it.
void Walker::first_access() {
  for (Awaiting* entry : std::vector<Awaiting*>(awaiting_)) {
    if (!entry->awaits) continue;
    entry->awaits = false;
    probes(*entry->function, false, 0, entry->arguments);
  }
}

/// In one piece with what is around them: the generator's probes read nothing but ghosts and parameters.
void Walker::probes(const semantics::Function& function, bool on_return, Value result,
                    const std::vector<Value>& arguments) {
  if (pure_ || property_ >= 0) return;
  int number = 0;
  for (const semantics::Property& property : program_.properties) {
    for (const semantics::Probe& probe : property.probes) {
      if (probe.function != &function || probe.on_return != on_return) continue;
      property_ = number;
      ++depth_;
      run_probe(probe, result, arguments);
      --depth_;
      property_ = -1;
    }
    ++number;
  }
}

/// A fault is the property's, and ends the probe alone.
void Walker::run_probe(const semantics::Probe& probe, Value result, const std::vector<Value>& arguments) {
  const Held here(*this, &probe);
  const auto locals = locals_;
  const auto bases = local_bases_;
  std::vector<Value> given = arguments;
  given.resize(probe.body.parameters.size());
  try {
    enter(probe.body, given);
    if (probe.retval != nullptr) store(local_bases_.at(probe.retval), result);
    execute(*probe.body.block);
  } catch (const Failed&) {
    if (live_) reports_.insert({property_, system::Check::Assertion});
  } catch (const ProbeEnds&) {
  }
  locals_ = locals;
  local_bases_ = bases;
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
