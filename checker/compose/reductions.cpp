#include "checker/compose/reductions.hpp"

#include <algorithm>
#include <utility>

#include "checker/native/emit/partial_order.hpp"
#include "checker/native/emit/symmetry.hpp"
#include "checker/reduce/partial_order/permuted.hpp"
#include "checker/step/formula_queries.hpp"

namespace pagerace::checker {

namespace {

bool is_about_steps(const system::TransitionSystem& system) {
  return std::ranges::any_of(queries_of(system), [](const FormulaQuery& asked) { return asked.query.of_steps; });
}

}  // namespace

Reductions::Reductions(const system::TransitionSystem& system, const SearchOptions& options,
                       const Cancellation& cancellation) {
  if (options.symmetry) {
    symmetry::Found found = symmetry::find_symmetry(system, cancellation);
    symmetry_ = std::move(found.symmetry);
    for (const symmetry::Reason& reason : found.reasons)
      notes_.push_back(reason.what + " are told apart: " + reason.why);
  }
  if (options.partial_order && options.max_depth != SearchOptions().max_depth) {
    notes_.emplace_back("no partial-order reduction: it does not keep the depth that is limited");
  } else if (options.partial_order && is_about_steps(system)) {
    notes_.emplace_back("no partial-order reduction: a property says what is true after each step");
  } else if (options.partial_order) {
    const partial_order::Permutes permutes =
        symmetry_ ? partial_order::permuted_by(system, symmetry_->tables()) : partial_order::permutes_nothing;
    partial_order::Analysis analysis = partial_order::analyse(system, permutes, cancellation);
    if (analysis.off.empty()) {
      plan_ = std::move(analysis.plan);
    } else {
      notes_.push_back("no partial-order reduction: " + analysis.off);
    }
  }
}

std::function<const system::Word*(const system::Word*)> Reductions::canonical() const {
  if (!symmetry_) return {};
  return symmetry_->canonical();
}

void Reductions::add_to(native::NativeParts& parts) const {
  if (symmetry_) symmetry::add_canonical(*symmetry_, parts);
  if (plan_) partial_order::add_to(parts, *plan_);
}

std::unique_ptr<const Reductions> Reductions::symmetry_of(const Reductions& reductions) {
  std::unique_ptr<Reductions> only(new Reductions);
  only->symmetry_ = reductions.symmetry_;
  return only;
}

std::vector<std::string> Reductions::names() const {
  std::vector<std::string> names;
  if (symmetry_) names.push_back("symmetry (" + symmetry_->description() + ")");
  if (plan_) names.emplace_back("partial-order");
  return names;
}

}  // namespace pagerace::checker
