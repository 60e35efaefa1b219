#include "checker/search/engines.hpp"

#include "checker/search/interpreted.hpp"

namespace pagerace::checker {

std::unique_ptr<Expander> Engines::make(Visited& visited) {
  return interpreting_expander(system_, reductions_, visited);
}

}  // namespace pagerace::checker
