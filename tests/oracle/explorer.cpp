#include "tests/oracle/explorer.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <vector>

#include "tests/oracle/clauses.hpp"
#include "tests/oracle/endings.hpp"
#include "tests/oracle/vacuity.hpp"
#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

namespace {

using system::Check;
using system::FormulaKind;

struct State {
  Memory memory;
  std::vector<Position> positions;
};

struct TooLarge {};

/// What a program may cost for each of its readings: nodes of the tree that are executed, replays among them. A step of
/// very many ways is as dear as very many states.
constexpr std::uint64_t kMostWork = 20'000'000;

/// One reading of a program.
class Explorer {
 public:
  Explorer(const Program& program, const Steps& steps, std::uint64_t limit, Memo memo)
      : program_(program), layout_(program), walker_(program, layout_, steps, noticed_), limit_(limit), memo_(memo) {
    for (const semantics::Thread& thread : program.threads) {
      for (std::uint32_t i = 0; i < thread.count; ++i) {
        runners_.push_back({&thread, static_cast<Value>(runners_.size() + 1), static_cast<Value>(i)});
      }
    }
  }

  /// Throws TooLarge.
  Behaviour explore();
  const Noticed& noticed() const { return noticed_; }

 private:
  void start();
  void start_threads(const State& state);
  /// Returns the state's number.
  std::size_t arrive(const State& state);
  void expand(const State& state);
  void look_at(const State& state);
  void look_at_step(const Memory& before, const Memory& after);
  bool all_done(const State& state) const;
  void note_reports();
  bool go_on(Choices& choices) const;
  void violate(Check check) { violated_.insert(system::kCheckNames[static_cast<std::size_t>(check)]); }
  std::string print(const std::vector<Value>& memory) const;

  const Program& program_;
  Layout layout_;
  Noticed noticed_;
  Walker walker_;
  std::uint64_t limit_;
  Memo memo_;
  std::vector<Walker::Runner> runners_;
  std::vector<State> waiting_;
  std::unordered_map<std::string, std::size_t> visited_;  ///< their numbers
  std::vector<EndingState> endings_;                      ///< by number
  Seen seen_;
  std::set<const semantics::Formula*> reached_;
  std::set<std::string> violated_;
};

void append(std::string& key, const std::vector<Value>& values) {
  const std::uint64_t size = values.size();
  key.append(reinterpret_cast<const char*>(&size), sizeof size);
  key.append(reinterpret_cast<const char*>(values.data()), size * sizeof(Value));
}

std::string key_of(const State& state, Memo memo) {
  std::string key(state.memory.poisoned.begin(), state.memory.poisoned.end());
  append(key, state.memory.values);
  for (const Position& position : state.positions) {
    key += position.finished ? 'f' : 'w';
    append(key, memo == Memo::Places ? position.key : position.inputs);
    if (memo == Memo::Histories) key += std::to_string(position.steps);
  }
  return key;
}

Behaviour Explorer::explore() {
  start();
  while (!waiting_.empty()) {
    const State state = std::move(waiting_.back());
    waiting_.pop_back();
    expand(state);
  }
  for (const semantics::Property& property : program_.properties) {
    for (const semantics::Formula& formula : property.formulas) {
      if (formula.kind == FormulaKind::Reachable && !reached_.contains(&formula)) violated_.insert(property.name);
    }
  }
  const EndingsFound found = endings_of(endings_);
  if (found.deadlock) violate(Check::Deadlock);
  if (found.livelock) violate(Check::Livelock);
  Behaviour behaviour;
  behaviour.violated = violated_;
  for (const semantics::Property& property : program_.properties) {
    const Vacuity vacuity = vacuity_of(program_, property, layout_, walker_, seen_);
    if (vacuity == Vacuity::CouldNot) behaviour.vacuous.insert(property.name);
    if (vacuity == Vacuity::Unclear) behaviour.unclear.insert(property.name);
  }
  for (const auto& memory : seen_.all) behaviour.memories.insert(print(memory));
  return behaviour;
}

bool Explorer::go_on(Choices& choices) const {
  if (walker_.work() > kMostWork) throw TooLarge{};
  return choices.advance();
}

void Explorer::note_reports() {
  Evidence& all = seen_.evidence;
  const Evidence& more = walker_.evidence();
  all.ran.insert(more.ran.begin(), more.ran.end());
  all.asserted.insert(more.asserted.begin(), more.asserted.end());
  all.stored.insert(more.stored.begin(), more.stored.end());
  all.changed.insert(more.changed.begin(), more.changed.end());
  for (const Report& report : walker_.reports()) {
    if (report.property < 0) {
      violate(report.check);
    } else {
      violated_.insert(program_.properties[static_cast<std::size_t>(report.property)].name);
    }
  }
}

void Explorer::start() {
  const Memory untouched{layout_.initial(), std::vector<std::uint8_t>(layout_.slots().size())};
  Choices choices;
  do {
    State state{untouched, {}};
    try {
      if (!walker_.init(state.memory, choices)) continue;
      note_reports();
    } catch (const Failed& failed) {
      note_reports();
      violate(failed.check);
      continue;
    }
    start_threads(state);
  } while (go_on(choices));
}

/// What each thread does before its first step, one after the other.
void Explorer::start_threads(const State& state) {
  const std::size_t thread = state.positions.size();
  if (thread == runners_.size()) {
    seen_.starts.insert(state.memory.values);
    arrive(state);
    return;
  }
  Choices choices;
  do {
    State next = state;
    next.positions.emplace_back();
    const Ending ending = walker_.start(runners_[thread], next.positions.back(), next.memory, choices);
    if (ending == Ending::Blocked) continue;
    note_reports();
    if (ending != Ending::Failed) start_threads(next);
  } while (go_on(choices));
}

std::size_t Explorer::arrive(const State& state) {
  const auto [place, is_new] = visited_.emplace(key_of(state, memo_), visited_.size());
  if (!is_new) return place->second;
  if (visited_.size() > limit_) throw TooLarge{};
  endings_.emplace_back();
  endings_.back().is_end = all_done(state);
  look_at(state);
  waiting_.push_back(state);
  return place->second;
}

void Explorer::look_at(const State& state) {
  const bool is_new = seen_.all.insert(state.memory.values).second;
  const bool ends = all_done(state);
  if (ends) seen_.ends.insert(state.memory.values);
  for (const semantics::Property& property : program_.properties) {
    for (const semantics::Formula& formula : property.formulas) {
      const bool wanted = formula.kind == FormulaKind::AtEnd ? ends : is_new;
      if (!wanted || has_next(*formula.expr)) continue;
      const bool holds = walker_.holds(*formula.expr, state.memory);
      if (formula.kind == FormulaKind::Reachable) {
        if (holds) reached_.insert(&formula);
      } else if (!holds) {
        violated_.insert(property.name);
      }
    }
  }
}

void Explorer::look_at_step(const Memory& before, const Memory& after) {
  for (const semantics::Property& property : program_.properties) {
    for (const semantics::Formula& formula : property.formulas) {
      if (!has_next(*formula.expr) || walker_.holds(*formula.expr, before, after)) continue;
      violated_.insert(property.name);
    }
  }
}

bool Explorer::all_done(const State& state) const {
  for (std::size_t i = 0; i < runners_.size(); ++i) {
    if (!runners_[i].thread->is_daemon && !state.positions[i].finished) return false;
  }
  return true;
}

void Explorer::expand(const State& state) {
  const std::size_t number = visited_.at(key_of(state, memo_));
  bool goes_on = false, fails = false;
  for (std::size_t i = 0; i < runners_.size(); ++i) {
    if (state.positions[i].finished) continue;
    Choices choices;
    do {
      State next = state;
      const Ending ending = walker_.step(runners_[i], next.positions[i], next.memory, choices);
      if (ending == Ending::Blocked) continue;
      note_reports();
      goes_on = goes_on || ending != Ending::Failed;
      fails = fails || ending == Ending::Failed;
      if (ending != Ending::Failed) look_at_step(state.memory, next.memory);
      const std::size_t to = ending == Ending::Failed ? number : arrive(next);
      EndingState& from = endings_[number];
      from.is_served = from.is_served || !runners_[i].thread->is_daemon;
      if (ending == Ending::Failed) {
        from.fails = true;
      } else {
        from.next.push_back(to);
      }
    } while (go_on(choices));
  }
  if (fails || !goes_on) look_at_step(state.memory, state.memory);
}

std::string Explorer::print(const std::vector<Value>& memory) const {
  std::vector<std::pair<std::string, std::string>> cells;
  for (std::size_t slot = 1; slot < memory.size(); ++slot) {
    const std::string& name = layout_.slots()[slot].name;
    if (!name.empty()) cells.emplace_back(name, layout_.print(static_cast<Value>(slot), memory[slot]));
  }
  const auto by_name = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::stable_sort(cells.begin(), cells.end(), by_name);
  std::string text;
  for (const auto& [name, value] : cells) text.append(name).append("=").append(value).append(" ");
  return text;
}

}  // namespace

std::optional<Readings> explore(const Program& program, std::uint64_t limit, Memo memo) {
  try {
    Readings readings;
    const Steps fine;
    Explorer finely(program, fine, limit, memo);
    readings.fine = finely.explore();
    Steps coarse{false, finely.noticed().written, {}};
    coarse.written.insert(kWait);
    for (const auto& [section, slot] : finely.noticed().touched) {
      if (coarse.written.contains(slot)) coarse.touching.insert(section);
    }
    readings.coarse = Explorer(program, coarse, limit, memo).explore();
    return readings;
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

}  // namespace pagerace::oracle
