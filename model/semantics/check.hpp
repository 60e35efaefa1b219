// Turns the syntax tree into the checked program, or reports everything that is wrong with it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/source/diagnostics.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::semantics {

struct CheckOptions {
  std::vector<std::pair<std::string, std::string>> defines;  ///< from -D, in order
};

/// Null if there was an error. Warnings alone still give a program.
std::unique_ptr<Program> check(const syntax::Unit& unit, const CheckOptions& options, const source::Sources& sources,
                               source::Diagnostics& diagnostics);

/// The `expect` declarations of the scenario as they are written, also if the program is wrong: which runs a file asks
/// for does not depend on whether it is right under another kernel.
std::vector<Expectation> written_expectations(const syntax::Unit& unit);

}  // namespace pagerace::semantics
