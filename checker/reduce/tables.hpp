// How the tables of a reduction are held. An analysis fills vectors, which the interpreter looks up. For native code
// they are written out as a struct with the same names, whose members are static constants: numbers and std::array
// (native/emit/constants.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

namespace pagerace::checker {

/// Constants are no part of an object: there is nothing to refer to. Other tables must outlive who holds them.
template <class Tables>
inline constexpr bool kAreConstant = std::is_empty_v<Tables>;
template <class Tables>
using HeldTables = std::conditional_t<kAreConstant<Tables>, Tables, const Tables&>;

/// Whether Tables::for_each() names every member. Each struct of tables asserts it, as the compiler does not see that a
/// new member is not written out.
template <class Tables>
consteval bool names_every_member() {
  std::size_t bytes = 0;
  Tables::for_each([&bytes]<class Member>(const char*, Member Tables::*) { bytes += sizeof(Member); });
  return bytes == sizeof(Tables);
}

}  // namespace pagerace::checker
