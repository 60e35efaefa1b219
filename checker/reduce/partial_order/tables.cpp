#include "checker/reduce/partial_order/tables.hpp"

namespace pagerace::checker::partial_order {

Plan PlanTables::plan() const {
  Plan plan;
  plan.threads = static_cast<std::uint32_t>(threads.size());
  plan.mask_words = mask_words;
  plan.guards = static_cast<std::uint32_t>(guards.size());
  plan.kept = kept;
  plan.formulas = static_cast<std::uint32_t>(formulas.size());
  plan.thread = threads.data();
  plan.places = places.data();
  plan.digits = digits.data();
  plan.direct = direct.data();
  plan.class_of = class_of.data();
  plan.classes = classes.data();
  plan.guard = guards.data();
  plan.kept_of = kept_of.data();
  plan.kept_futures = kept_futures.data();
  plan.helpers = helpers.data();
  plan.formula = formulas.data();
  plan.any_formula = any_formula;
  plan.end_formula = end_formula;
  plan.masks = masks.data();
  return plan;
}

Mask MaskPool::number(const Bits& bits) {
  const auto [place, is_new] = known_.try_emplace(bits, static_cast<Mask>(known_.size()));
  if (is_new) {
    const std::vector<Word> words = bits.words();
    tables_.masks.insert(tables_.masks.end(), words.begin(), words.end());
  }
  return place->second;
}

}  // namespace pagerace::checker::partial_order
