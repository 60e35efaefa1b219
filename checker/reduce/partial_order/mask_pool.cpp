#include "checker/reduce/partial_order/mask_pool.hpp"

namespace pagerace::checker::partial_order {

Mask MaskPool::number(const Bits& bits) {
  const auto [place, is_new] = known_.try_emplace(bits, static_cast<Mask>(known_.size()));
  if (is_new) {
    const std::vector<Word> words = bits.words();
    masks_.insert(masks_.end(), words.begin(), words.end());
  }
  return place->second;
}

}  // namespace pagerace::checker::partial_order
