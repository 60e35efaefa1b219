#include "cli/patch_actors.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "cli/compare_baseline.hpp"
#include "cli/trials.hpp"

namespace pagerace::cli {

using Kind = Change::Kind;

namespace {

struct Set {
  std::string path;
  std::vector<std::string> actors;
  double weight = 0;  ///< the logarithm of how many states there may be
};

bool is_searched(const Compared& compared) {
  return std::ranges::all_of(compared.columns(), [](const Column& column) { return column.fate == Fate::Searched; });
}

bool is_whole(const Column& column) { return column.fate == Fate::Searched && column.stop == checker::Stop::Complete; }

double weight_of(const Compared& compared) {
  return std::log(1 + static_cast<double>(compared.columns().back().states));
}

/// Who steps in the shortest counterexample may differ with any actor: it is no
/// new way.
bool is_new_way(const std::string& way) { return way.find("; before, ") == std::string::npos; }

class WithActors {
 public:
  WithActors(Comparison& comparison, const PatchComparing& searching, TrialsWithActors& result)
      : comparison_(comparison), searching_(searching), result_(result) {
    for (const Change& change : comparison.changes) note(change);
  }

  std::vector<Compared> all(const std::vector<std::string>& asked) {
    result_.asked = asked;
    if (asked.empty()) return {};
    const bool is_any = asked == std::vector<std::string>{kAnyActor};
    std::vector<Set> sets = first_sets(is_any ? each_alone() : std::vector<std::vector<std::string>>{asked});
    result_.sets = sets.size();
    const bool goes_on = run(std::move(sets), result_.sets, result_.sets_tried);
    if (is_any) {
      sets = pairs();
      result_.pairs = sets.size();
      if (goes_on) run(std::move(sets), result_.pairs, result_.pairs_tried);
    }
    return std::move(compared_);
  }

 private:
  static std::vector<std::vector<std::string>> each_alone() {
    std::vector<std::vector<std::string>> sets;
    for (const Widening& widening : all_actors().widenings) sets.push_back(widening.actors);
    return sets;
  }

  std::vector<Set> first_sets(const std::vector<std::vector<std::string>>& actors) const {
    std::vector<Set> sets;
    for (const Compared& plain : comparison_.scenarios)
      for (const std::vector<std::string>& each : actors)
        if (is_searched(plain)) sets.push_back({plain.path(), each, weight_of(plain)});
    return sets;
  }

  /// Of those that were searched whole with one actor.
  std::vector<Set> pairs() const {
    std::vector<Set> sets;
    for (std::size_t i = 0; i < whole_.size(); i++)
      for (std::size_t j = i + 1; j < whole_.size(); j++)
        if (whole_[i].path == whole_[j].path)
          sets.push_back({whole_[i].path,
                          {whole_[i].actors.front(), whole_[j].actors.front()},
                          whole_[i].weight + whole_[j].weight});
    return sets;
  }

  /// False if the time is over. What does not fit together is not counted.
  bool run(std::vector<Set> sets, std::size_t& all, std::size_t& tried) {
    std::ranges::stable_sort(sets, {}, &Set::weight);
    for (std::size_t i = 0; i < sets.size(); i++) {
      const double seconds = searching_.share(sets.size() - i);
      if (seconds <= 0) return false;
      for (Compared& compared : searching_.compare(sets[i].path, sets[i].actors, seconds)) {
        if (!is_searched(compared)) {
          all--;
          continue;
        }
        tried++;
        result_.tried.push_back({sets[i].path, sets[i].actors, is_whole(compared)});
        if (is_whole(compared)) whole_.push_back({sets[i].path, sets[i].actors, weight_of(compared)});
        take_news(compared, sets[i].actors);
        compared_.push_back(std::move(compared));
      }
    }
    return true;
  }

  void take_news(const Compared& compared, const std::vector<std::string>& actors) {
    Comparison one;
    one.kernels = comparison_.kernels;
    one.scenarios = {compared};
    for (Change& change : changes(one)) {
      if (!is_news(change, compared) || !note(change)) continue;
      change.actors = actors;
      comparison_.changes.push_back(std::move(change));
    }
  }

  /// Nobody can say what a search that was cut short would have found.
  static bool is_news(const Change& change, const Compared& compared) {
    const bool was = change.from.starts_with("violated"), is = change.to.starts_with("violated");
    if (change.kind == Kind::Mended) return was && !is && is_whole(compared.columns().back());
    if (change.kind != Kind::Broken || !is || !is_whole(compared.columns().front())) return false;
    return !was || (is_whole(compared) && std::ranges::any_of(change.ways, is_new_way));
  }

  /// False if that is known.
  bool note(const Change& change) { return known_.emplace(change.path, change.property, change.kind).second; }

  Comparison& comparison_;
  const PatchComparing& searching_;
  TrialsWithActors& result_;
  std::vector<Set> whole_;
  std::vector<Compared> compared_;
  std::set<std::tuple<std::string, std::string, Kind>> known_;
};

}  // namespace

bool is_whole(const Compared& compared) {
  return std::ranges::all_of(compared.columns(), [](const Column& column) { return is_whole(column); });
}

std::vector<Compared> try_with_actors(const std::vector<std::string>& asked, Comparison& comparison,
                                      const PatchComparing& searching, TrialsWithActors& result) {
  return WithActors(comparison, searching, result).all(asked);
}

}  // namespace pagerace::cli
