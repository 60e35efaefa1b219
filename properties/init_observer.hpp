// What init does in a start, and which of it the helpers do that it calls.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::properties {

/// A call of a helper by init, and the memory when it is over.
struct HelperCall {
  std::string name;
  system::Span span;
  std::set<system::Cell> touched;  ///< read or stored to
  std::vector<system::Word> after;
};

/// Follows a start as far as init goes.
class InitObserver : public checker::Observer {
 public:
  using IsHelper = std::function<bool(const std::string& function)>;

  /// Both must outlive it.
  InitObserver(const system::TransitionSystem& system, const IsHelper& is_helper);

  void mark(const system::Mark& mark, std::span<const system::Value> registers) override;
  void load(system::Cell cell, system::Value value, const system::Access& access) override;
  void store(system::Cell cell, system::Value before, system::Value after, const system::Access& access) override;
  void report(const system::Failure& failure) override;
  void begin_thread(std::uint32_t instance) override;

  /// Where a start that failed has stopped.
  bool stopped_within_helper() const { return within_ > 0 && !is_over_; }

  std::vector<system::Word> before;  ///< the memory before init
  std::vector<HelperCall> calls;
  std::set<system::Cell> by_hand;                                       ///< that init stores to outside of helpers
  std::vector<std::pair<const system::Failure*, std::size_t>> reports;  ///< with the index of the call

 private:
  void put(system::Cell cell, system::Value value);

  const system::TransitionSystem& system_;
  const IsHelper& is_helper_;
  std::vector<system::Word> memory_;
  unsigned within_ = 0;  ///< calls, from that of the helper on
  bool is_over_ = false;
};

}  // namespace pagerace::properties
