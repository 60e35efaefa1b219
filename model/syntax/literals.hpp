// The values of numbers, characters and strings in the source text.
#pragma once

#include <string>
#include <string_view>

#include "model/syntax/complaints.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

IntegerLiteral read_integer(std::string_view written, Span span, Complaints& complaints);
/// `written` includes the quotes.
IntegerLiteral read_character(std::string_view written, Span span, Complaints& complaints);
std::string read_string(std::string_view written, Span span, Complaints& complaints);

}  // namespace pagerace::syntax
