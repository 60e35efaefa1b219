// The memory that a Plan looks at.
#pragma once

#include <map>
#include <vector>

#include "checker/reduce/partial_order/bits.hpp"
#include "checker/reduce/partial_order/plan.hpp"

namespace pagerace::checker::partial_order {

/// Filled once by analyse(); then only read, by any number of threads.
struct PlanTables {
  std::uint32_t mask_words = 0, kept = 0;
  std::vector<PlanThread> threads;
  std::vector<PlanPlace> places;
  std::vector<PlanDigit> digits;
  std::vector<std::uint32_t> direct;
  std::vector<std::uint32_t> class_of;
  std::vector<PlanClass> classes;
  std::vector<PlanGuard> guards;
  std::vector<std::uint32_t> kept_of;
  std::vector<Mask> kept_futures;
  std::vector<PlanHelper> helpers;
  std::vector<Mask> formulas;
  Mask any_formula = 0, end_formula = 0;
  std::vector<Word> masks;

  /// Valid for as long as nothing here changes.
  Plan plan() const;
};

/// Numbers the masks; equal ones are one.
class MaskPool {
 public:
  explicit MaskPool(PlanTables& tables) : tables_(tables) {}
  Mask number(const Bits& bits);

 private:
  PlanTables& tables_;
  std::map<Bits, Mask> known_;
};

}  // namespace pagerace::checker::partial_order
