// Every way to search the same model must come to the same verdicts.
#pragma once

#include <string>
#include <vector>

#include "checker/step/options.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::agreement {

/// One way to search.
struct Setting {
  std::string name;
  checker::SearchOptions options;
  bool keeps_counts = false;  ///< states, transitions and depth are those of a plain search
  bool is_exact = true;       ///< what it does not find is not there
};

/// The interpreter, one and two threads; each reduction alone, all together; stores that may omit states.
/// `with_native`: native code too, which takes a compiler's time for each set of reductions.
std::vector<Setting> settings(bool with_native);

/// What they do not agree on with a plain search, a line each; empty where they do. Findings are replayed: each must
/// lead to what it claims, in as many steps as it says. `most_states`: larger models are passed over, and say so in
/// `is_too_large`.
std::string differences(const system::TransitionSystem& system, const std::vector<Setting>& settings,
                        std::uint64_t most_states, bool& is_too_large);

}  // namespace pagerace::agreement
