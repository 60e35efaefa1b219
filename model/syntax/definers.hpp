// The kernel's macros that declare a variable: DEFINE_MUTEX(name) and its kin.
#pragma once

#include <string_view>

namespace pagerace::syntax {

struct Definer {
  const char* name;
  const char* tag;               ///< of the struct that the variable is
  const char* member = nullptr;  ///< a second argument initialises it
};

/// Null if the word is none of them.
const Definer* find_definer(std::string_view word);

}  // namespace pagerace::syntax
