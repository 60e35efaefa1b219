// Where ways through the code meet: what is known behind is what all of them know.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "checker/native/emit/facts.hpp"

namespace pagerace::native {

/// The beginning of a block, or of what comes after a choice. A register of which the ways know different things gets a
/// variable of its own here, which every way sets.
class Merge {
 public:
  /// What has a variable of its own here. Dynamic values stay in the variable of their register.
  struct Own {
    std::set<Value> values;
    bool is_dynamic = false;
  };

  /// A register that can have more values than `most_listed` is dynamic. `base_for` says which base the own variable of
  /// a register is.
  Merge(std::vector<Register> live, std::size_t most_listed, std::function<Base(Register)> base_for);

  /// From now on the register has a variable of its own.
  void make_own(Register number);
  /// One more way.
  void add(const Facts& way);
  /// For another look at the code. Keeps what has a variable of its own and what that can hold, or not even that.
  void forget(bool all);

  /// What is known behind.
  const Facts& look();
  bool is_reached() const { return is_reached_; }
  bool was_looked_at() const { return was_looked_at_; }
  /// Ways were added after somebody had looked, and say something new.
  bool is_stale() const { return is_stale_; }
  void forget_staleness() { is_stale_ = false; }
  const std::vector<Register>& live() const { return live_; }
  const Own* own(Register number) const;

 private:
  struct State {
    bool is_own = false;
    Own own;
    Range range{0, 0};  ///< of a dynamic one
    int growths = 0;
  };

  bool join(Register number, const Facts& way);
  bool add_own(Register number, const Known& known, const Facts& way);
  void widen(State& state, Range range);
  void publish(Register number);
  bool join_possible(const Facts& way);

  std::vector<Register> live_;
  std::size_t most_listed_;
  std::function<Base(Register)> base_for_;
  std::map<Register, State> states_;
  Facts facts_;
  bool is_reached_ = false, was_looked_at_ = false, is_stale_ = false;
};

}  // namespace pagerace::native
