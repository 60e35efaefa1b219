#include "properties/shorten.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "properties/monitor.hpp"
#include "properties/search_once.hpp"
#include "properties/verdict.hpp"

namespace pagerace::properties {

using checker::Outcome;
using checker::Verdict;

namespace {

/// Stops as soon as everything that is sought has been found.
class Seeker : public Monitor {
 public:
  Seeker(const system::TransitionSystem& system, const std::vector<Verdict>& verdicts)
      : Monitor(system, false), sought_(verdicts) {}

  bool wants_stop() const override {
    return std::all_of(sought_.begin(), sought_.end(),
                       [this](const Verdict& verdict) { return !verdict.finding || found(verdict) != nullptr; });
  }

  /// Its finding for the same subject as the verdict's, or null.
  const checker::Finding* found(const Verdict& verdict) const {
    const auto pointer = [](const std::optional<checker::Finding>& finding) { return finding ? &*finding : nullptr; };
    if (verdict.subject.property < 0) return pointer(built_in()[static_cast<std::size_t>(verdict.subject.check)]);
    const PropertyState& property = properties()[verdict.subject.property];
    if (verdict.outcome == Outcome::Violated) return pointer(property.violation);
    return pointer(property.witnesses[verdict.finding->clause]);
  }

 private:
  const std::vector<Verdict>& sought_;
};

}  // namespace

void shorten(const system::TransitionSystem& system, const checker::SearchOptions& options,
             const checker::Limits& limits, Checked& checked) {
  std::vector<Verdict>& verdicts = checked.result.verdicts;
  const auto has_finding = [](const Verdict& verdict) { return verdict.finding.has_value(); };
  if (std::none_of(verdicts.begin(), verdicts.end(), has_finding)) return;
  checker::SearchOptions whole = options;
  whole.stop_at_first = false;
  auto reductions = checker::Reductions::symmetry_of(*checked.reductions);
  Seeker seeker(system, verdicts);
  Searched searched = search_once(system, whole, limits, *reductions, seeker);
  for (Verdict& verdict : verdicts) {
    if (!verdict.finding) continue;
    const checker::Finding* found = seeker.found(verdict);
    const checker::Stop stop = searched.endings_undecided.value_or(searched.result.stop);
    if (found == nullptr && stop == checker::Stop::Complete) {
      throw std::logic_error("partial-order reduction found what is not there: " + verdict.name);
    }
    if (found == nullptr) {
      verdict.finding.reset();
      verdict.reason = std::string("the search for a shortest execution ended early: ") + text_of(stop).reason;
    } else {
      verdict.finding = *found;
    }
  }
  checked.log = std::move(searched.log);
  checked.reductions = std::move(reductions);
}

}  // namespace pagerace::properties
