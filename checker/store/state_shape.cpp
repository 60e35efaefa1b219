#include "checker/store/state_shape.hpp"

#include "model/system/state.hpp"

namespace pagerace::checker {

StateShape state_shape(const system::TransitionSystem& system) {
  return {system.words, system::bits_of_last_word(system)};
}

}  // namespace pagerace::checker
