#include "checker/native/emit/merge.hpp"

#include <algorithm>
#include <utility>

namespace pagerace::native {

Merge::Merge(std::vector<Register> live, std::size_t most_listed, std::function<Base(Register)> base_for)
    : live_(std::move(live)), most_listed_(most_listed), base_for_(std::move(base_for)) {}

void Merge::make_own(Register number) {
  State& state = states_[number];
  if (state.is_own) return;
  state.is_own = true;
  is_stale_ = was_looked_at_;
  if (is_reached_) add_own(number, facts_.known(number), facts_);
}

const Facts& Merge::look() {
  was_looked_at_ = true;
  return facts_;
}

const Merge::Own* Merge::own(Register number) const {
  const auto found = states_.find(number);
  return found != states_.end() && found->second.is_own ? &found->second.own : nullptr;
}

void Merge::forget(bool all) {
  facts_ = {};
  is_reached_ = was_looked_at_ = is_stale_ = false;
  if (all) states_.clear();
}

void Merge::add(const Facts& way) {
  bool changed = !is_reached_;
  if (!is_reached_) {
    facts_.possible = {{kConstant, {true}}};
    for (const Register r : live_) {
      if (own(r) == nullptr) facts_.registers[r] = way.known(r);
    }
  }
  for (const Register r : live_) changed = join(r, way) || changed;
  changed = join_possible(way) || changed;
  is_reached_ = true;
  is_stale_ = is_stale_ || (changed && was_looked_at_);
}

/// Joins one register at a time: the bases that registers refer to are widened only after all have been compared.
bool Merge::join(Register number, const Facts& way) {
  const Known& theirs = way.known(number);
  if (own(number) != nullptr) return add_own(number, theirs, way);
  Known& mine = facts_.registers[number];
  if (mine.is_dynamic() && theirs.is_dynamic()) {
    const Range before = mine.range;
    if (hull(before, theirs.range) == before) return false;
    State& state = states_[number];
    state.range = before;
    widen(state, theirs.range);
    mine.range = state.range;
    return true;
  }
  if (mine.is_indexed() && theirs.is_indexed() && mine.base == theirs.base) {
    const Subset& there = way.possible.at(theirs.base);
    const auto known = facts_.possible.find(mine.base);
    bool agree = true;
    Values joined = mine.values;
    for (std::size_t i = 0; i < there.size(); ++i) {
      if (!there[i]) continue;
      const bool is_known = known != facts_.possible.end() && known->second[i];
      agree = agree && (!is_known || mine.values[i] == theirs.values[i]);
      if (!is_known) joined[i] = theirs.values[i];
    }
    if (agree) {
      const bool changed = joined != mine.values;
      mine.values = std::move(joined);
      return changed;
    }
  }
  make_own(number);
  add_own(number, theirs, way);
  return true;
}

bool Merge::add_own(Register number, const Known& known, const Facts& way) {
  State& state = states_[number];
  const std::size_t count = state.own.values.size();
  const Range range = state.range;
  const bool was_dynamic = state.own.is_dynamic;
  if (known.is_indexed() && !state.own.is_dynamic) {
    state.own.values.merge(values_of(known, way));
    const bool is_longer = state.own.values.size() > count;
    state.own.is_dynamic = state.own.values.size() > most_listed_ || (is_longer && !may_lengthen_);
  } else {
    state.own.is_dynamic = true;
  }
  if (state.own.is_dynamic) {
    if (!was_dynamic) {
      state.range = range_of(known, way);
      if (!state.own.values.empty()) {
        state.range = hull(state.range, {*state.own.values.begin(), *state.own.values.rbegin()});
      }
    } else {
      widen(state, range_of(known, way));
    }
  }
  publish(number);
  return state.own.values.size() != count || state.own.is_dynamic != was_dynamic || !(state.range == range);
}

/// A range that keeps growing becomes the full range.
void Merge::widen(State& state, Range range) {
  const Range wider = hull(state.range, range);
  if (wider == state.range) return;
  constexpr int kPatience = 4;
  state.range = ++state.growths > kPatience ? kAnyValue : wider;
}

/// Copies the possible values of the register's own variable into the facts.
void Merge::publish(Register number) {
  const State& state = states_.at(number);
  if (state.own.is_dynamic) {
    facts_.registers[number] = Known::dynamic(state.range);
    return;
  }
  const std::set<Value>& values = state.own.values;
  if (values.size() == 1) {
    facts_.registers[number] = Known::constant(*values.begin());
    return;
  }
  const Base base = base_for_(number);
  facts_.registers[number] = Known::indexed(base, {values.begin(), values.end()});
  facts_.possible[base] = Subset(values.size(), true);
}

bool Merge::join_possible(const Facts& way) {
  std::set<Base> bases{kAlike};  // the thread's number may be needed again
  for (const Register r : live_) {
    const Known& known = facts_.known(r);
    if (known.is_indexed() && own(r) == nullptr) bases.insert(known.base);
  }
  bool changed = false;
  for (const Base base : bases) {
    const Subset& there = way.possible.at(base);
    Subset& here = facts_.possible.try_emplace(base, there.size(), false).first->second;
    const Subset both = here | there;
    changed = changed || both != here;
    here = both;
  }
  return changed;
}

}  // namespace pagerace::native
