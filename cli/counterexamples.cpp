#include "cli/counterexamples.hpp"

namespace pagerace::cli {

bool is_counterexample(const Reported& reported) { return reported.trace && !reported.trace->is_witness; }

const Reported* foremost_counterexample(const Run& run) {
  const Reported* shortest = nullptr;
  for (const Reported& reported : run.reported) {
    if (!is_counterexample(reported)) continue;
    if (reported.is_own) return &reported;
    if (shortest == nullptr || reported.trace->steps.size() < shortest->trace->steps.size()) shortest = &reported;
  }
  return shortest;
}

}  // namespace pagerace::cli
