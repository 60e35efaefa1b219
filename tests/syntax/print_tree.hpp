// The syntax tree as S-expressions: what tests compare.
#pragma once

#include <string>

#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

std::string print(const ExprPtr& expr);
std::string print(const Block& block);
std::string print(const Declaration& declaration);
/// One declaration a line.
std::string print(const File& file);

}  // namespace pagerace::syntax
