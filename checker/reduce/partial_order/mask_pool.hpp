// Numbers the masks of a Plan. Equal masks have the same number.
#pragma once

#include <map>
#include <vector>

#include "checker/reduce/partial_order/bits.hpp"
#include "checker/reduce/partial_order/plan.hpp"

namespace pagerace::checker::partial_order {

class MaskPool {
 public:
  /// `masks`: Plan::masks, which must outlive it.
  explicit MaskPool(std::vector<Word>& masks) : masks_(masks) {}
  Mask number(const Bits& bits);

 private:
  std::vector<Word>& masks_;
  std::map<Bits, Mask> known_;
};

}  // namespace pagerace::checker::partial_order
