#include "checker/search/closure.hpp"

#include <vector>

namespace pagerace::checker {

Closure closure_of(Interpreter& interpreter, const Word* from, std::uint64_t most,
                   const std::function<bool(const Transition&)>& goes_on) {
  Closure closure{StateIndex(interpreter.words()), {}};
  closure.states.add(from);
  std::vector<Word> state;
  std::uint64_t number = 0;
  bool wants_more = true;
  for (; number < closure.states.size() && number < most && wants_more; ++number) {
    state.assign(closure.states[number], closure.states[number] + interpreter.words());
    closure.has_end = closure.has_end || interpreter.all_done(state.data());
    bool moves = false;
    for (std::uint32_t thread = 0; thread < interpreter.threads() && wants_more; ++thread) {
      interpreter.steps(state.data(), thread, [&](const Transition& transition) {
        moves = true;
        wants_more = goes_on(transition);
        if (wants_more && transition.failure == kNoFailure) {
          closure.edges.emplace_back(static_cast<std::uint32_t>(number),
                                     static_cast<std::uint32_t>(closure.states.add(transition.state)));
        }
        return wants_more;
      });
    }
    closure.is_stuck = closure.is_stuck || (wants_more && !moves);
  }
  closure.is_whole = wants_more && number == closure.states.size();
  return closure;
}

}  // namespace pagerace::checker
