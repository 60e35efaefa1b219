// The points at which paths through the code join. After a join, only what is known on all paths is known.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "checker/native/emit/facts.hpp"

namespace pagerace::native {

/// The beginning of a block, or of the code after a choice. If the paths know different things about a register, it
/// gets a variable of its own here, which every path sets.
class Merge {
 public:
  /// The registers with a variable of their own here. Dynamic values stay in the variable of their register.
  struct Own {
    std::set<Value> values;
    bool is_dynamic = false;
  };

  /// A register that can have more values than `most_listed` is dynamic. `base_for` gives the base that is a register's
  /// own variable.
  Merge(std::vector<Register> live, std::size_t most_listed, std::function<Base(Register)> base_for);

  /// From now on the register has a variable of its own.
  void make_own(Register number);
  /// From now on a register whose list of values gets longer is dynamic. For loops that count far: each round adds a
  /// value.
  void lengthen_no_more() { may_lengthen_ = false; }
  /// Adds one more path.
  void add(const Facts& way);
  /// Prepares for analysing the code again. Keeps the own variables and their possible values, or not even these
  /// (`all`).
  void forget(bool all);

  /// What is known after the join.
  const Facts& look();
  bool is_reached() const { return is_reached_; }
  bool was_looked_at() const { return was_looked_at_; }
  /// Paths with new facts were added after the last look().
  bool is_stale() const { return is_stale_; }
  void forget_staleness() { is_stale_ = false; }
  const std::vector<Register>& live() const { return live_; }
  const Own* own(Register number) const;

 private:
  struct State {
    bool is_own = false;
    Own own;
    Range range{0, 0};  ///< of a dynamic value
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
  bool may_lengthen_ = true;
  bool is_reached_ = false, was_looked_at_ = false, is_stale_ = false;
};

}  // namespace pagerace::native
