// Writes the tables of a reduction as C++: static constants of a struct, with the names of the tables.
#pragma once

#include <fmt/format.h>

#include <string>
#include <type_traits>
#include <vector>

#include "checker/native/emit/members.hpp"
#include "model/system/word.hpp"

namespace pagerace::native {

/// A number, or the initialisers of a row's members. Enumerations become `kind(n)`, with the type's name as `kind`.
template <class Entry>
std::string initialiser(const Entry& entry, const std::string& kind) {
  if constexpr (std::is_enum_v<Entry>) {
    return fmt::format("{}({})", kind, static_cast<std::underlying_type_t<Entry>>(entry));
  } else if constexpr (std::is_arithmetic_v<Entry>) {
    return fmt::format("{}{}", entry, sizeof entry == sizeof(system::Word) ? "u" : "");
  } else {
    std::string list;
    const auto add = [&](const auto& member) { list += (list.empty() ? "" : ", ") + initialiser(member, kind); };
    std::apply([&](const auto&... members) { (add(members), ...); }, members_of(entry));
    return "{" + list + "}";
  }
}

inline std::string constant(const char* name, std::uint32_t value) {
  return fmt::format("  static constexpr std::uint32_t {} = {};\n", name, value);
}

/// `type`: the name of Tables in native code. `kind`: the name of the enumeration used in them, if there is one.
template <class Tables>
std::string constants_of(const Tables& tables, const std::string& type, const std::string& kind = "") {
  std::string text;
  Tables::for_each([&]<class Member>(const char* name, Member Tables::*member) {
    if constexpr (std::is_same_v<Member, std::uint32_t>) {
      text += constant(name, tables.*member);
    } else {
      std::string rows;
      for (const auto& row : tables.*member) rows += initialiser(row, kind) + ", ";
      const std::size_t count = (tables.*member).size();
      text += fmt::format("  static constexpr std::array<decltype({}::{})::value_type, {}> {} = {{{}}};\n", type, name,
                          count, name, count > 0 ? "{" + rows + "}" : "");
    }
  });
  return text;
}

}  // namespace pagerace::native
