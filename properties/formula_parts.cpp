#include "properties/formula_parts.hpp"

#include <algorithm>

namespace pagerace::properties {

using checker::Moment;

namespace {

Polarity opposite(Polarity polarity) {
  if (polarity == Polarity::Mixed) return polarity;
  return polarity == Polarity::Positive ? Polarity::Negative : Polarity::Positive;
}

}  // namespace

FormulaParts::FormulaParts(const system::FormulaNode& formula, checker::Interpreter& interpreter)
    : interpreter_(interpreter) {
  add(formula, Polarity::Positive, std::nullopt);
}

std::uint32_t FormulaParts::add(const system::FormulaNode& node, Polarity polarity,
                                std::optional<std::uint32_t> parent) {
  const auto number = static_cast<std::uint32_t>(parts_.size());
  parts_.push_back({&node, polarity, {}, parent, {}});
  if (node.kind == Kind::Atom) atoms_.push_back(number);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    Polarity of_child = polarity;
    if (node.kind == Kind::Not || (node.kind == Kind::Imply && i == 0)) of_child = opposite(polarity);
    if (node.kind == Kind::Equivalent) of_child = Polarity::Mixed;
    const std::uint32_t child = add(node.children[i], of_child, number);
    parts_[number].children.push_back(child);
  }
  return number;
}

void FormulaParts::restore() {
  for (Part& part : parts_) part.replaced.reset();
}

bool FormulaParts::is_replaced(std::uint32_t part) const {
  for (std::optional<std::uint32_t> at = part; at; at = parts_[*at].parent)
    if (parts_[*at].replaced) return true;
  return false;
}

/// Where the whole is false as soon as one side has some value, the other side gets the value that leaves it open.
void FormulaParts::leave_only(std::uint32_t part) {
  for (std::uint32_t at = part; parts_[at].parent; at = *parts_[at].parent) {
    const Part& parent = parts_[*parts_[at].parent];
    const bool positive = parent.polarity == Polarity::Positive, negative = parent.polarity == Polarity::Negative;
    const Kind kind = parent.node->kind;
    const bool is_conjunction =
        (kind == Kind::And && positive) || (kind == Kind::Or && negative) || (kind == Kind::Imply && negative);
    if (!is_conjunction) continue;
    for (std::size_t i = 0; i < parent.children.size(); ++i) {
      if (parent.children[i] == at) continue;
      const bool is_left = kind == Kind::Imply && i == 0;
      replace(parent.children[i], kind == Kind::And || is_left);
    }
  }
}

bool FormulaParts::holds(Moment moment) { return value(parts_[0], moment).value_or(false); }

std::optional<bool> FormulaParts::value(const Part& part, Moment moment) {
  if (part.replaced) return part.replaced;
  const auto child = [&](std::size_t i) { return value(parts_[part.children[i]], moment); };
  switch (part.node->kind) {
    case Kind::Atom:
      return interpreter_.value_of(part.node->predicate, moment, bound_);
    case Kind::Next:
      return child(0);
    case Kind::Not: {
      const auto inner = child(0);
      return inner ? std::optional(!*inner) : inner;
    }
    case Kind::And:
      return joined(part, false, moment);
    case Kind::Or:
      return joined(part, true, moment);
    case Kind::Imply: {
      const auto left = child(0);
      if (!left || !*left) return left ? std::optional(true) : left;
      return child(1);
    }
    case Kind::Equivalent: {
      const auto left = child(0), right = child(1);
      return left && right ? std::optional(*left == *right) : std::nullopt;
    }
    case Kind::Forall:
    case Kind::Exists:
      return quantified(part, moment);
  }
  return std::nullopt;
}

/// From left to right, up to the first child that decides.
std::optional<bool> FormulaParts::joined(const Part& part, bool deciding, Moment moment) {
  for (const std::uint32_t child : part.children) {
    const auto found = value(parts_[child], moment);
    if (!found || *found == deciding) return found;
  }
  return !deciding;
}

std::optional<bool> FormulaParts::quantified(const Part& part, Moment moment) {
  const bool deciding = part.node->kind == Kind::Exists;
  for (const system::Value value_of_bound : part.node->bound_values) {
    bound_.push_back(value_of_bound);
    const auto found = value(parts_[part.children[0]], moment);
    bound_.pop_back();
    if (!found || *found == deciding) return found;
  }
  return !deciding;
}

void FormulaParts::read(std::uint32_t atom, Moment moment, checker::Footprint& footprint) {
  std::vector<std::uint32_t> path{atom};
  while (parts_[path.back()].parent) path.push_back(*parts_[path.back()].parent);
  std::reverse(path.begin(), path.end());
  read(path, 0, moment, footprint);
}

void FormulaParts::read(const std::vector<std::uint32_t>& path, std::size_t at, Moment moment,
                        checker::Footprint& footprint) {
  const system::FormulaNode& node = *parts_[path[at]].node;
  if (at + 1 == path.size()) {
    interpreter_.value_of(node.predicate, moment, bound_, &footprint);
    return;
  }
  if (node.kind != Kind::Forall && node.kind != Kind::Exists) return read(path, at + 1, moment, footprint);
  for (const system::Value value : node.bound_values) {
    bound_.push_back(value);
    read(path, at + 1, moment, footprint);
    bound_.pop_back();
  }
}

}  // namespace pagerace::properties
