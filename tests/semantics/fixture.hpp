// Checks small texts, and shows what came out in one line.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/semantics/check.hpp"
#include "model/source/diagnostics.hpp"

namespace pagerace::semantics {

/// A text after the kernel's vocabulary, as `load` would give it.
struct Checked {
  explicit Checked(const std::string& text, std::vector<std::pair<std::string, std::string>> defines = {});

  source::Sources sources;
  source::Diagnostics diagnostics;
  std::unique_ptr<Program> program;

  /// "error: text" and so on, one a line, in order.
  std::string messages() const;
  std::string hints() const;
  const Variable& shared(const std::string& name) const;
  const Function& function(const std::string& name) const;
};

/// C with everything explicit: a load is written `x`, a place that is not loaded `@x`; a conversion that wraps
/// `(u8)e`, one that must fit `[u8]e`.
std::string print(const Expr& expr);
/// The statements of a block, separated by spaces.
std::string print(const Stmt& statement);

/// The checked body of `thread t { statements }` behind `declarations`; its messages where there are errors.
std::string thread_body(const std::string& declarations, const std::string& statements);

}  // namespace pagerace::semantics
