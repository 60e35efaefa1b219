#include "cli/compared_ways.hpp"

#include <algorithm>
#include <iterator>

namespace pagerace::cli {

namespace {

/// Whether `shorter` is `longer` without some calls that stand directly in a replaced function.
class OpenedUp {
 public:
  OpenedUp(const Way::Place& longer, const Way::Place& shorter, const std::set<std::string>& replaced)
      : longer_(longer), shorter_(shorter), replaced_(replaced) {}

  bool holds() const { return longer_.thread == shorter_.thread && matches(0, 0, false); }

 private:
  /// What stood in the call that was left out now stands in another function: its number says nothing.
  static bool is_same(const Way::Step& one, const Way::Step& other, bool is_lifted) {
    return one.text == other.text && (is_lifted || one.number == other.number);
  }

  bool matches(std::size_t at, std::size_t to, bool is_lifted) const {
    if (at == longer_.calls.size())
      return to == shorter_.calls.size() && is_same(longer_.access, shorter_.access, is_lifted);
    // Never two in a row: of a call in a call that is left out the replaced function says nothing.
    const bool may_leave_out = at > 0 && !is_lifted && replaced_.contains(longer_.calls[at - 1].text);
    if (may_leave_out && matches(at + 1, to, true)) return true;
    return to < shorter_.calls.size() && is_same(longer_.calls[at], shorter_.calls[to], is_lifted) &&
           matches(at + 1, to + 1, false);
  }

  const Way::Place& longer_;
  const Way::Place& shorter_;
  const std::set<std::string>& replaced_;
};

bool is_alike(const Way& one, const Way& other, const std::set<std::string>& replaced) {
  return one.rest == other.rest &&
         std::ranges::equal(one.places, other.places, [&](const Way::Place& a, const Way::Place& b) {
           return OpenedUp(a, b, replaced).holds() || OpenedUp(b, a, replaced).holds();
         });
}

std::vector<Way> without(const std::set<Way>& all, const std::set<Way>& known) {
  std::vector<Way> rest;
  std::ranges::set_difference(all, known, std::back_inserter(rest));
  return rest;
}

std::vector<std::string> texts(const std::vector<Way>& ways) {
  std::vector<std::string> texts;
  for (const Way& way : ways) texts.push_back(text_of(way));
  std::ranges::sort(texts);
  return texts;
}

}  // namespace

ComparedWays compare_ways(const std::set<Way>& before, const std::set<Way>& after,
                          const std::set<std::string>& replaced) {
  std::vector<Way> fresh, doubtful, gone = without(before, after);
  for (const Way& way : without(after, before)) {
    const auto is_like = [&](const Way& old) { return is_alike(old, way, replaced); };
    const auto is_still_there = [&](const Way& old) { return after.contains(old) && is_like(old); };
    // One that is gone stands for one new: of lines that are there twice now, one is new.
    const auto moved = std::ranges::find_if(gone, is_like);
    if (moved != gone.end())
      gone.erase(moved);
    else
      (std::ranges::any_of(before, is_still_there) ? doubtful : fresh).push_back(way);
  }
  return {texts(fresh), texts(doubtful), texts(gone)};
}

}  // namespace pagerace::cli
