// Explains which part of a formula made it false.
#pragma once

#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/source/source.hpp"

namespace pagerace::properties {

/// From the whole to the part, one line each: `page = page 0`, `PageOffline(page) && PageBuddy(page) is true`.
struct Explanation {
  std::string formula;  ///< its source text, on one line
  std::vector<std::string> parts;
};

/// Goes down to the innermost part that decides the result: the first such value of a bound variable, and the first
/// such operand. If several operands are needed (all operands of a false `or`), it lists each of them. What a part
/// under `next` says of the state after, its line says. The formula must be false of `moment`.
Explanation explain(const system::TransitionSystem& system, const system::FormulaNode& formula, checker::Moment moment,
                    const source::Sources& sources);

}  // namespace pagerace::properties
