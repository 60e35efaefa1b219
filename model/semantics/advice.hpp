// What to write instead of the kernel's words that the language does not have.
#pragma once

#include <string>

namespace pagerace::semantics {

/// Empty for all other names.
std::string advice_for(const std::string& name);

}  // namespace pagerace::semantics
