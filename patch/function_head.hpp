// Heads of C functions, as the kernel writes them: at the beginning of a line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pagerace::patch {

/// The function of which this line may be the head: "static int foo(struct page *page," gives "foo". Whether a body
/// follows is not known here, except that a line with ';' has none. A system call has the name that SYSCALL_DEFINE
/// gives it. Nothing for macros in capitals, whose names are not those of what they define.
std::optional<std::string> function_of(std::string_view line);

}  // namespace pagerace::patch
