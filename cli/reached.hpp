// Which functions and statements of the text a run has executed, and on whose behalf.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "cli/model.hpp"
#include "cli/run.hpp"
#include "model/semantics/program.hpp"

namespace pagerace::cli {

/// Who executed something.
struct Executed {
  bool by_threads = false;
  bool by_init = false;
  bool by_properties = false;  ///< by a probe or a formula

  bool at_all() const { return by_threads || by_init || by_properties; }
};

/// Functions are inlined: one was executed if any copy of it was.
class Reached {
 public:
  Reached(const Model& model, const Run& run);

  Executed function(const semantics::Function& function) const;
  /// `function` is the one that it belongs to, or null. Formulas leave no marks, so every statement of a function that
  /// a formula calls counts as executed by it.
  Executed statement(const source::Span& span, const semantics::Function* function) const;

 private:
  using Place = std::tuple<source::FileId, std::uint32_t, std::uint32_t>;

  void add_formulas(const checker::Verdict& verdict, const semantics::Program& program);
  bool is_in_formula(const semantics::Function* function) const { return in_formulas_.count(function) > 0; }

  std::map<Place, Executed> statements_;
  std::map<std::string, Executed> entered_;
  std::set<const semantics::Function*> in_formulas_;
};

/// Adds the functions that the expression calls, and those that these call.
void add_called(const semantics::Expr& expr, std::set<const semantics::Function*>& called);

/// Calls `visit` for each statement of which an execution leaves a mark.
void each_marked_statement(const semantics::Body& body, const std::function<void(const semantics::Stmt&)>& visit);

}  // namespace pagerace::cli
