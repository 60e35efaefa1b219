#include "tests/oracle/walker.hpp"

#include <exception>

namespace pagerace::oracle {

using system::Check;

namespace {

/// A step that goes on for longer than this never ends.
constexpr std::uint32_t kTicks = 30'000;

}  // namespace

Value Choices::choose(Value count) {
  if (next_ == made_.size()) made_.push_back({0, count});
  return made_[next_++].chosen;
}

bool Choices::advance() {
  next_ = 0;
  while (!made_.empty() && made_.back().chosen + 1 == made_.back().count) made_.pop_back();
  if (made_.empty()) return false;
  ++made_.back().chosen;
  return true;
}

void Walker::reset(Memory* memory, Choices* choices) {
  memory_ = memory;
  choices_ = choices;
  self_ = 0;
  steps_done_ = steps_passed_ = 0;
  inputs_.clear();
  next_input_ = 0;
  live_ = true;
  may_step_ = pure_ = pending_ = has_stored_ = section_stored_ = false;
  depth_ = 0;
  section_ = nullptr;
  ticks_ = 0;
  property_ = -1;
  awaiting_.clear();
  reports_.clear();
  evidence_ = {};
  reads_.clear();
  moments_.clear();
  trail_.clear();
  locals_.clear();
  local_bases_.clear();
  bound_.clear();
  seek_ = nullptr;
}

bool Walker::init(Memory& memory, Choices& choices) {
  reset(&memory, &choices);
  depth_ = 1;
  try {
    for (const Variable* variable : program_.per_thread) add_local(*variable, true);
    for (const Body& body : program_.inits) {
      enter(body, {});
      execute(*body.block);
      leave(body);
    }
  } catch (const Blocked&) {
    return false;
  }
  return true;
}

Ending Walker::start(const Runner& runner, Position& position, Memory& memory, Choices& choices) {
  Memory changed = memory;
  const Ending ending = run(runner, position, changed, choices, false);
  if (ending == Ending::Waiting || ending == Ending::Finished) memory = std::move(changed);
  return ending;
}

Ending Walker::step(const Runner& runner, Position& position, Memory& memory, Choices& choices) {
  if (position.failing) {
    reset(&memory, &choices);
    reports_.insert({-1, *position.failing});
    return Ending::Failed;
  }
  Memory changed = memory;
  const Ending ending = run(runner, position, changed, choices, true);
  if (ending == Ending::Waiting || ending == Ending::Finished) memory = std::move(changed);
  return ending;
}

Ending Walker::run(const Runner& runner, Position& position, Memory& memory, Choices& choices, bool one_more) {
  reset(&memory, &choices);
  self_ = runner.self;
  inputs_ = position.inputs;
  steps_done_ = position.steps;
  live_ = !one_more;
  may_step_ = one_more;
  has_stored_ = steps_.fine;
  bool finished = true;
  try {
    const Body& body = runner.thread->body;
    for (const Variable* variable : program_.per_thread) add_local(*variable, true);
    enter(body, body.parameters.empty() ? std::vector<Value>{} : std::vector<Value>{runner.number});
    body_of_thread(body);
    if (program_.thread_exit != nullptr) {
      enter(program_.thread_exit->body, {});
      body_of(*program_.thread_exit, {});
    }
    key_.clear();
  } catch (const Suspended&) {
    finished = false;
  } catch (const Blocked&) {
    return Ending::Blocked;
  } catch (const Failed& failed) {
    // What was stored is seen by others before the check ends it all. A section that fails hides what it stored.
    // What init stored may be seen too: where a check is a step of its own, it is one in each round of its loop.
    if (has_stored_ || (steps_.fine && !one_more)) {
      position = {steps_passed_, inputs_, {-1, static_cast<Value>(failed.check)}, false, failed.check};
      return Ending::Waiting;
    }
    reports_.insert({-1, failed.check});
    return Ending::Failed;
  }
  position = {steps_passed_, inputs_, key_, finished, {}};
  return finished ? Ending::Finished : Ending::Waiting;
}

/// A step begins here: one of those done before, the one more, or none.
void Walker::boundary() {
  has_stored_ = false;
  if (steps_passed_ < steps_done_) {
    ++steps_passed_;
    return;
  }
  if (!may_step_) suspend();
  may_step_ = false;
  live_ = true;
  ++steps_passed_;
  ticks_ = 0;
  moments_.clear();
}

void Walker::suspend() {
  key_ = trail_;
  for (const Local& local : locals_) key_.push_back(local.value);
  for (const Local& local : locals_) key_.push_back(local.is_set ? 1 : 0);
  key_.push_back(static_cast<Value>(trail_.size()));
  for (const Awaiting* entry : awaiting_) {
    key_.push_back(entry->awaits ? 1 : 0);
    key_.insert(key_.end(), entry->arguments.begin(), entry->arguments.end());
  }
  throw Suspended{};
}

/// A shared or ghost slot is about to be accessed.
void Walker::touch(Value slot, bool writes) {
  if (self_ == 0) return;
  if (writes && live_) noticed_.written.insert(slot);
  if (property_ >= 0) return;  // a probe makes no step
  if (section_ != nullptr) noticed_.touched.insert({section_, slot});
  if (!steps_.fine && slot != kWait && !steps_.written.contains(slot)) return;
  const bool begins = depth_ == 0 || pending_;
  if (begins) {
    pending_ = false;
    boundary();
  }
  if (slot != kWait) first_access();
}

void Walker::tick() {
  ++work_;
  if (++ticks_ > kTicks && live_) throw Failed{Check::EndlessLoop};
}

/// A step may begin with what could end the execution, if this one has stored something; the initial state counts as
/// that. The finest reading has one at
/// loops and at BUG_ON and its kind.
void Walker::before_check() {
  if (!steps_.fine || self_ == 0 || depth_ > 0 || property_ >= 0 || pure_ || !has_stored_) return;
  boundary();
}

/// A loop begins another round. Where all is as it was at another time in the same step, it may go on so for ever.
void Walker::come_round() {
  if (!live_) return;
  std::vector<Value> moment = trail_;
  for (const Local& local : locals_) {
    moment.push_back(local.value);
    moment.push_back(local.is_set ? 1 : 0);
  }
  moment.push_back(static_cast<Value>(trail_.size()));
  moment.insert(moment.end(), memory_->values.begin(), memory_->values.end());
  if (!moments_.insert(std::move(moment)).second) throw Failed{Check::EndlessLoop};
}

Value Walker::choose(Value count) {
  // In a section that others notice, the choice is part of it and not of the step before.
  if (pending_ && steps_.touching.contains(section_)) {
    pending_ = false;
    boundary();
  }
  if (!live_) return inputs_[next_input_++];
  inputs_.push_back(choices_->choose(count));
  next_input_ = inputs_.size();
  return inputs_.back();
}

void Walker::report(Check check) {
  if (live_) reports_.insert({property_, check});
}

bool Walker::holds(const Expr& formula, const Memory& memory, const Memory& after) {
  Memory unchanged = memory, unchanged_after = after;
  Choices none;
  reset(&unchanged, &none);
  depth_ = 1;
  pure_ = true;
  after_ = &unchanged_after;
  try {
    return evaluate(formula) != 0;
  } catch (const Failed&) {
    return false;
  }
}

Evaluated Walker::evaluated(const Expr& expr, const std::vector<Value>& memory, const Bound& bound) {
  Memory unchanged{memory, std::vector<std::uint8_t>(memory.size())};
  Choices none;
  reset(&unchanged, &none);
  depth_ = 1;
  pure_ = true;
  bound_ = bound;
  Evaluated found;
  try {
    found.value = evaluate(expr);
  } catch (const Failed&) {
  }
  found.reads = reads_;
  return found;
}

Walker::Section::Section(Walker& walker, const void* node, bool wanted) : walker_(walker), wanted_(wanted) {
  if (!wanted_) return;
  if (walker_.depth_ == 0) {
    walker_.section_ = node;
    if (walker_.steps_.fine) {
      walker_.boundary();
    } else {
      walker_.pending_ = true;
    }
  }
  ++walker_.depth_;
}

Walker::Section::~Section() {
  if (!wanted_) return;
  if (--walker_.depth_ > 0) return;
  walker_.has_stored_ = walker_.has_stored_ || (walker_.section_stored_ && std::uncaught_exceptions() == 0);
  walker_.section_stored_ = false;
  walker_.section_ = nullptr;
  walker_.pending_ = false;
}

}  // namespace pagerace::oracle
