// What the search asks of a set of visited states.
#pragma once

#include <concepts>
#include <cstdint>

#include "checker/store/log.hpp"

namespace pagerace::checker {

struct Inserted {
  Log::Index index = 0;  ///< the state's place in the log
  bool is_new = false;
};

/// A store appends each new state to its log, and nobody else does. It may throw std::bad_alloc; the log is then whole.
template <class S>
concept Store = requires(S& store, const S& constant, const Word* state) {
  { store.insert(state) } -> std::same_as<Inserted>;
  { constant.size() } -> std::convertible_to<std::uint64_t>;   // states
  { constant.bytes() } -> std::convertible_to<std::uint64_t>;  // without the log
};

}  // namespace pagerace::checker
