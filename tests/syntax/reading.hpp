// Short ways to parse a text and look at what came out.
#pragma once

#include <string>
#include <vector>

#include "model/syntax/load.hpp"

namespace pagerace::syntax {

/// The tree of a text without mistakes; otherwise its diagnostics, rendered.
std::string read(const std::string& text);
/// The value of `int x = ...;`.
std::string read_expr(const std::string& expr);
/// The body of a function.
std::string read_statements(const std::string& statements);
/// The formula of a property.
std::string read_formula(const std::string& formula);
/// "line:column: message" of each error.
std::vector<std::string> errors_of(const std::string& text);

}  // namespace pagerace::syntax
