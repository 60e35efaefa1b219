// Failures that are not in TransitionSystem::failures, because their text depends on the current values.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <tuple>

#include "checker/execute/decoded.hpp"

namespace pagerace::checker {

/// Each failure is created when it first happens, and lives as long as the book. Not thread-safe.
class FaultBook {
 public:
  using Fault = const system::Failure*;

  explicit FaultBook(const system::TransitionSystem& system) : system_(system) {}

  /// For all functions: `at` is the instruction in the code.
  Fault stored_out_of_range(const DecodedCode& code, std::uint32_t at, system::Cell cell, Value value);
  Fault bad_pointer(const DecodedCode& code, std::uint32_t at, Value pointer);
  Fault left_array(const DecodedCode& code, std::uint32_t at, Value pointer, Value offset);
  Fault divided_by_zero(const DecodedCode& code, std::uint32_t at);
  Fault endless(const DecodedCode& code, std::uint32_t at);

 private:
  /// The instruction and two values: enough to find the failure again without creating its text.
  using Key = std::tuple<const DecodedCode*, std::uint32_t, Value, Value>;
  template <class Text>
  Fault look_up(const Key& key, system::Check check, Text&& text);
  Fault add(system::Check check, std::string text, source::Span span);

  const system::TransitionSystem& system_;
  std::map<Key, Fault> known_;
  std::deque<system::Failure> failures_;  ///< never moved
};

}  // namespace pagerace::checker
