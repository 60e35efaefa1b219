#pragma once

#include <string>

namespace pagerace::semantics {

/// What to write to have this function or struct of the kernel; empty if nothing is known of it.
std::string hint_for_word(const std::string& name);

}  // namespace pagerace::semantics
