#include "checker/execute/machine.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace pagerace::checker {
namespace {

constexpr std::uint64_t kAttemptsBetweenPolls = 1u << 12;

Word distance(Value from, Value to) { return static_cast<Word>(to) - static_cast<Word>(from); }

}  // namespace

Machine::Machine(const DecodedSystem& system, Executor& executor)
    : system_(system), executor_(executor), registers_(system.most_registers, 0), state_(system.system.words, 0) {
  at_.registers = registers_.data();
  at_.state = state_.data();
  for (const DecodedCode& code : system_.codes) chooses_in_loop_.push_back(chooses_in_loop(*code.source));
}

bool Machine::begin(const Word* state, std::uint32_t number, Footprint* footprint) {
  footprint_ = footprint;
  const DecodedInstance& instance = system_.instances[number];
  const DecodedLocation& location = instance.location(state);
  if (location.is_end) return false;
  std::copy_n(state, state_.size(), state_.begin());
  choices_.clear();
  forks_.clear();
  is_endless_ = false;
  moments_.clear();
  attempts_ = 0;
  executor_.reports.clear();
  executor_.pending.clear();
  phase_ = last_phase_ = mover_ = number;
  fresh_ = true;
  // What dead registers hold must not decide whether two moments of a step are the same.
  if (chooses_in_loop_[static_cast<std::size_t>(instance.code - system_.codes.data())]) {
    std::fill_n(registers_.begin(), instance.code->registers, 0);
  }
  system_.unpack(state, instance, location, registers_.data());
  at_.self = instance.self;
  at_.number = instance.number;
  at_.start(*instance.code, location.resume);
  return true;
}

void Machine::begin_start() {
  footprint_ = nullptr;
  std::fill(state_.begin(), state_.end(), 0);
  for (std::size_t cell = 1; cell < system_.cells.size(); ++cell) {
    if (!system_.cells[cell].is_used()) continue;
    if (!system_.write(state_.data(), system_.cells[cell], system_.system.initial_memory.at(cell))) {
      throw std::logic_error("the range analysis left no room for the first value of " +
                             system_.system.cells[cell].name());
    }
  }
  choices_.clear();
  forks_.clear();
  is_endless_ = false;
  moments_.clear();
  attempts_ = 0;
  executor_.reports.clear();
  executor_.pending.clear();
  last_phase_ = static_cast<std::int64_t>(system_.instances.size()) - 1;
  mover_ = 0;
  fresh_ = true;
  enter(kInit);
}

/// Enters init or the beginning of a thread, at instruction 0 with all registers 0.
void Machine::enter(std::int64_t phase) {
  phase_ = phase;
  std::fill(registers_.begin(), registers_.end(), 0);
  at_.self = at_.number = 0;
  if (phase == kInit) {
    at_.start(system_.init, 0);
    return;
  }
  const DecodedInstance& instance = system_.instances[static_cast<std::size_t>(phase)];
  at_.self = instance.self;
  at_.number = instance.number;
  at_.start(*instance.code, 0);
}

bool Machine::next(Transition& transition) {
  while (to_next_choices()) {
    if (++attempts_ % kAttemptsBetweenPolls == 0) executor_.poll();
    RunEnd outcome = run_on(nullptr);
    while (outcome == RunEnd::Choosing) outcome = fork_and_run(nullptr, nullptr);
    if (outcome == RunEnd::Blocked) continue;
    fill(transition, outcome);
    return true;
  }
  return false;
}

bool Machine::follow(std::span<const Value> choices, Observer& observer, Transition& transition) {
  fresh_ = false;
  RunEnd outcome = run_on(&observer);
  while (outcome == RunEnd::Choosing) {
    // A way that goes round ends before a choice.
    const bool is_last = choices_.size() == choices.size();
    const Value value = is_last ? at_.low : choices[choices_.size()];
    // Counted from the lowest, so that it is right for signed and unsigned choices.
    if (distance(at_.low, value) > distance(at_.low, at_.high)) return false;
    outcome = fork_and_run(&observer, &value);
    if (is_last && outcome != RunEnd::Failed) return false;
  }
  if (outcome == RunEnd::Blocked || choices_.size() != choices.size()) return false;
  fill(transition, outcome);
  return true;
}

/// Goes back to the last choice with a value left and continues with that value. The first time, it just continues.
bool Machine::to_next_choices() {
  if (fresh_) {
    fresh_ = false;
    return true;
  }
  while (!forks_.empty() && forks_.back().value == forks_.back().at.high) forks_.pop_back();
  if (forks_.empty()) return false;
  Fork& fork = forks_.back();
  const Word* saved = saved_.data() + (forks_.size() - 1) * (registers_.size() + state_.size());
  for (std::uint32_t r = 0; r < fork.at.code->registers + 2; ++r) registers_[r] = static_cast<Value>(*saved++);
  std::copy_n(saved, state_.size(), state_.begin());
  at_ = fork.at;
  phase_ = fork.phase;
  executor_.reports.resize(fork.reports);
  executor_.pending.resize(fork.pending);
  choices_.resize(forks_.size() - 1);
  fork.value = static_cast<Value>(static_cast<Word>(fork.value) + 1);  // an unsigned one may go past 2^63
  choose(fork.value);
  return true;
}

/// Follows the choice, or, without one, the smallest. A way that has passed the same moment already goes round for
/// ever: the same choices lead there again. Where that is so, there is no end to the ways through the loop, and each
/// moment is left by one of them only.
RunEnd Machine::fork_and_run(Observer* observer, const Value* choice) {
  fork();
  if (goes_round()) {
    if (!is_endless_) {
      for (std::size_t i = 0; i < forks_.size(); ++i) note_moment(i);
    }
    is_endless_ = true;
    forks_.pop_back();
    at_.failure = executor_.endless(at_);
    return RunEnd::Failed;
  }
  if (choice == nullptr && is_endless_) {
    const std::size_t known = moments_.size();
    note_moment(forks_.size() - 1);
    if (moments_.size() == known) {
      forks_.pop_back();
      return RunEnd::Blocked;
    }
  }
  if (choice != nullptr) forks_.back().value = *choice;
  choose(forks_.back().value);
  return run_on(observer);
}

/// The part of a fork that was saved begins here.
const Word* Machine::saved(std::size_t fork) const {
  return saved_.data() + fork * (registers_.size() + state_.size());
}

/// Registers that decide nothing do not count.
bool Machine::is_same_moment(std::size_t fork, std::size_t other) {
  const Fork& one = forks_[fork];
  if (one.at.pc != forks_[other].at.pc || one.phase != forks_[other].phase) return false;
  const DecodedCode& code = *one.at.code;
  if (deciding_code_ != &code) deciding_ = deciding_registers(code);
  deciding_code_ = &code;
  const Word *a = saved(fork), *b = saved(other);
  const std::uint32_t registers = code.registers + 2;
  if (!std::equal(a + registers, a + registers + state_.size(), b + registers)) return false;
  for (std::uint32_t r = 0; r < registers; ++r) {
    if (deciding_[r] && a[r] != b[r]) return false;
  }
  return true;
}

/// Compares the last fork with those before it on the way. If there are many, as in Brent's algorithm only some of the
/// older ones: a way that always takes the smallest choice is noticed nevertheless, and all others end in such a one.
bool Machine::goes_round() {
  constexpr std::size_t kAllOfTheLast = 64;
  const std::size_t last = forks_.size() - 1;
  for (std::size_t i = last; i-- > 0;) {
    const bool is_old = last - i > kAllOfTheLast, is_kept = (i & (i + 1)) == 0;
    if ((!is_old || is_kept) && is_same_moment(i, last)) return true;
  }
  return false;
}

void Machine::note_moment(std::size_t fork) {
  const Fork& at = forks_[fork];
  std::vector<Word> values = {at.at.pc, static_cast<Word>(at.phase)};
  values.insert(values.end(), saved(fork), saved(fork) + at.at.code->registers + 2 + state_.size());
  moments_.insert(std::move(values));
}

/// Saves the state of execution. The smallest choice comes first.
void Machine::fork() {
  forks_.push_back({at_, phase_, at_.low, executor_.reports.size(), executor_.pending.size()});
  const std::size_t size = registers_.size() + state_.size();
  if (saved_.size() < forks_.size() * size) saved_.resize(forks_.size() * size);
  Word* saved = saved_.data() + (forks_.size() - 1) * size;
  for (std::uint32_t r = 0; r < at_.code->registers + 2; ++r) *saved++ = static_cast<Word>(registers_[r]);
  std::copy(state_.begin(), state_.end(), saved);
}

void Machine::choose(Value value) {
  registers_[at_.code->ops[at_.pc].dst] = value;
  choices_.push_back(value);
  ++at_.pc;
}

RunEnd Machine::run(Observer* observer) {
  if (observer != nullptr) return executor_.run(at_, *observer);
  return footprint_ != nullptr ? executor_.run(at_, *footprint_) : executor_.run(at_);
}

/// Runs until the attempt ends or a choice is reached. A start runs through init and all threads.
RunEnd Machine::run_on(Observer* observer) {
  for (;;) {
    const RunEnd outcome = run(observer);
    if (outcome != RunEnd::Yielded && outcome != RunEnd::Ended) return outcome;
    if (outcome == RunEnd::Yielded) pack();
    if ((outcome == RunEnd::Ended) != (phase_ == kInit)) throw std::logic_error("code ends where it should not");
    if (phase_ == last_phase_) return RunEnd::Yielded;
    enter(phase_ + 1);
    if (observer != nullptr) observer->begin_thread(static_cast<std::uint32_t>(phase_));
  }
}

/// Writes the values that the thread keeps into the state; the rest of its area becomes 0.
void Machine::pack() {
  if (phase_ == kInit) return;
  const DecodedInstance& instance = system_.instances[static_cast<std::size_t>(phase_)];
  if (!system_.pack(state_.data(), instance, at_.location, registers_.data())) {
    throw std::logic_error("the range analysis left no room for a local of " +
                           system_.system.instances[static_cast<std::size_t>(phase_)].name);
  }
}

void Machine::fill(Transition& transition, RunEnd outcome) {
  failure_ = outcome == RunEnd::Failed ? at_.failure : nullptr;
  executor_.settle();
  transition.state = state_.data();
  transition.choices = choices_.data();
  transition.reports = executor_.reports.data();
  transition.choice_count = static_cast<std::uint32_t>(choices_.size());
  transition.report_count = static_cast<std::uint32_t>(executor_.reports.size());
  transition.thread = mover_;
  transition.failure = failure_ == nullptr ? kNoFailure : code_of(*failure_);
}

std::uint32_t Machine::code_of(const system::Failure& failure) const {
  const auto& listed = system_.system.failures;
  const std::less<const system::Failure*> before;
  const bool is_listed = !before(&failure, listed.data()) && before(&failure, listed.data() + listed.size());
  return is_listed ? static_cast<std::uint32_t>(&failure - listed.data())
                   : kMadeUpFailure + static_cast<std::uint32_t>(failure.check);
}

}  // namespace pagerace::checker
