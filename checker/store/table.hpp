// What the search asks of a set of visited states.
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

/// A table is plain data that refers to memory owned elsewhere (checker/store/visited.hpp), so that native code can
/// work on the same one. insert() is lock-free and may be called by many threads at once: of those that insert one
/// state at the same time, exactly one is told New. Growing happens between calls, when nobody inserts.
template <class T>
concept Table = std::is_trivially_copyable_v<T> &&
    requires(T& table, const T& constant, const Word* state, std::uint64_t hash) {
  { constant.hash(state) } -> std::same_as<std::uint64_t>;
  {constant.prefetch(hash)};
  { table.insert(state, hash) } -> std::same_as<Insert>;  // `hash` is that of `state`
};

}  // namespace pagerace::checker
