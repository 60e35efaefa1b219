// What the search needs from a set of visited states.
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Word;

enum class Insert : std::uint8_t {
  New,
  Known,
  Full  ///< the state is not in the set, and cannot be added before the set has grown
};

/// A table is plain data that refers to memory owned by another object (checker/store/visited.hpp), so native code can
/// work on the same table. insert() is lock-free, and many threads may call it at once: if several insert the same
/// state at the same time, exactly one is told New. The table grows between calls, when no thread inserts.
template <class T>
concept Table = std::is_trivially_copyable_v<T> &&
    requires(T& table, const T& constant, const Word* state, std::uint64_t hash) {
  { constant.hash(state) } -> std::same_as<std::uint64_t>;
  {constant.prefetch(hash)};
  { table.insert(state, hash) } -> std::same_as<Insert>;  // `hash` is that of `state`
};

}  // namespace pagerace::checker
