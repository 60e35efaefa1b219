#include "properties/explain.hpp"

#include <algorithm>
#include <cctype>

namespace pagerace::properties {
namespace {

using system::FormulaNode;
using system::Value;
using NodeKind = FormulaNode::Kind;

constexpr const char* kAfter = " in the state after";

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

class Explainer {
 public:
  Explainer(const system::TransitionSystem& system, checker::Moment moment, const source::Sources& sources)
      : system_(system), interpreter_(system), moment_(moment), sources_(sources) {}

  std::string text(const FormulaNode& node) const { return on_one_line(sources_.slice(node.span)); }

  /// Explains why `node` has this truth value.
  void tell(const FormulaNode& node, bool truth) {
    switch (node.kind) {
      case NodeKind::Not:
        return tell(node.children[0], !truth);
      case NodeKind::And:
        return truth ? state_truth(node, true) : tell_first(node, false);
      case NodeKind::Or:
        return truth ? tell_first(node, true) : tell_all(node, false);
      case NodeKind::Imply:
        return truth ? state_truth(node, true) : tell_implication(node);
      case NodeKind::Forall:
        return truth ? state_truth(node, true) : tell_bound(node, false);
      case NodeKind::Exists:
        return truth ? tell_bound(node, true) : tell_nowhere(node);
      case NodeKind::Equivalent:
        return truth ? state_truth(node, true) : tell_sides(node);
      case NodeKind::Next:
        return tell_next(node, truth);
      case NodeKind::Atom:
        return state_truth(node, truth);
    }
  }

  std::vector<std::string> take_parts() { return std::move(parts_); }

 private:
  bool holds(const FormulaNode& node) { return interpreter_.holds(node.predicate, moment_, bound_); }

  /// If a part cannot be evaluated (a NULL pointer, an index outside of its array), the whole formula is false. Its
  /// parts then need not have the truth values that would follow from that.
  void state_truth(const FormulaNode& node, bool truth) {
    const char* const what = holds(node) != truth ? " cannot be evaluated" : truth ? " is true" : " is false";
    parts_.push_back(text(node) + what + when_);
  }

  void tell_next(const FormulaNode& node, bool truth) {
    when_ = kAfter;
    tell(node.children[0], truth);
    when_ = "";
  }

  void tell_first(const FormulaNode& node, bool truth) {
    for (const FormulaNode& child : node.children) {
      if (holds(child) == truth) return tell(child, truth);
    }
    state_truth(node, truth);
  }

  void tell_all(const FormulaNode& node, bool truth) {
    for (const FormulaNode& child : node.children) tell(child, truth);
  }

  void tell_implication(const FormulaNode& node) {
    state_truth(node.children[0], true);
    tell(node.children[1], false);
  }

  void tell_sides(const FormulaNode& node) {
    for (const FormulaNode& side : node.children) state_truth(side, holds(side));
  }

  void tell_bound(const FormulaNode& node, bool truth) {
    for (const Value value : node.bound_values) {
      bound_.push_back(value);
      const bool found = holds(node.children[0]) == truth;
      if (found) {
        parts_.push_back(node.bound + " = " + system::print_value(system_, node.bound_type, value));
        tell(node.children[0], truth);
      }
      bound_.pop_back();
      if (found) return;
    }
    state_truth(node, node.kind != NodeKind::Forall);
  }

  void tell_nowhere(const FormulaNode& node) {
    parts_.push_back("no " + node.bound + " makes " + text(node.children[0]) + " true" + when_);
  }

  const system::TransitionSystem& system_;
  checker::Interpreter interpreter_;
  const checker::Moment moment_;
  const source::Sources& sources_;
  std::vector<Value> bound_;  ///< outermost first
  std::string when_;          ///< which state the parts are about, if it is not the one at hand
  std::vector<std::string> parts_;
};

}  // namespace

Explanation explain(const system::TransitionSystem& system, const FormulaNode& formula, checker::Moment moment,
                    const source::Sources& sources) {
  Explainer explainer(system, moment, sources);
  Explanation explanation;
  explanation.formula = explainer.text(formula);
  explainer.tell(formula, false);
  explanation.parts = explainer.take_parts();
  return explanation;
}

}  // namespace pagerace::properties
