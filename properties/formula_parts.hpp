// A formula whose parts can be replaced by a truth value, to find out what it depends on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::properties {

/// Whether a part that becomes true can only make the whole formula true, can only make it false, or either.
enum class Polarity : std::uint8_t { Positive, Negative, Mixed };

/// Part 0 is the whole formula. Nothing is replaced at first. The formula and the interpreter must outlive it.
class FormulaParts {
 public:
  FormulaParts(const system::FormulaNode& formula, checker::Interpreter& interpreter);

  /// The atoms, in the order in which they are written.
  const std::vector<std::uint32_t>& atoms() const { return atoms_; }
  Polarity polarity(std::uint32_t part) const { return parts_[part].polarity; }
  system::Span span(std::uint32_t part) const { return parts_[part].node->span; }

  void replace(std::uint32_t part, bool value) { parts_[part].replaced = value; }
  void restore();
  /// Whether it, or something around it, is replaced.
  bool is_replaced(std::uint32_t part) const;
  /// Replaces what stands beside the part in conjunctions, so that the formula says no more than the part is needed
  /// for.
  void leave_only(std::uint32_t part);

  /// False if a part that decides it cannot be evaluated.
  bool holds(checker::Moment moment);
  /// Adds the cells that the atom reads, in either state, for all values of the variables that are bound around it.
  void read(std::uint32_t atom, checker::Moment moment, checker::Footprint& footprint);

 private:
  using Kind = system::FormulaNode::Kind;
  struct Part {
    const system::FormulaNode* node = nullptr;
    Polarity polarity = Polarity::Positive;
    std::vector<std::uint32_t> children;
    std::optional<std::uint32_t> parent;
    std::optional<bool> replaced;
  };

  std::uint32_t add(const system::FormulaNode& node, Polarity polarity, std::optional<std::uint32_t> parent);
  std::optional<bool> value(const Part& part, checker::Moment moment);
  std::optional<bool> quantified(const Part& part, checker::Moment moment);
  std::optional<bool> joined(const Part& part, bool deciding, checker::Moment moment);
  void read(const std::vector<std::uint32_t>& path, std::size_t at, checker::Moment moment,
            checker::Footprint& footprint);

  checker::Interpreter& interpreter_;
  std::vector<Part> parts_;
  std::vector<std::uint32_t> atoms_;
  std::vector<system::Value> bound_;
};

}  // namespace pagerace::properties
