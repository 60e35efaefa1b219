#include "checker/execute/decoded_thread.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/system/state.hpp"

namespace pagerace::checker {
namespace {

/// Larger tables would not stay in the fast caches.
constexpr Word kMostCodesListed = Word{1} << 14;
constexpr Word kMostValuesListed = Word{1} << 13;

/// Divisions are slow. If there are few codes, they are done here once.
std::vector<Value> values_of(const system::TransitionSystem& system, const DecodedLocation& location) {
  std::vector<Value> values;
  if (location.count * location.digits.size() > kMostValuesListed) return values;
  for (Word code = 0; code < location.count; ++code) {
    Word rest = code;
    for (const system::Digit& digit : location.digits) {
      values.push_back(system::value_of(system, digit, rest % digit.size));
      rest /= digit.size;
    }
  }
  return values;
}

DecodedLocation decode(const system::TransitionSystem& system, const system::Location& from,
                       const system::Encoding& encoding) {
  DecodedLocation location{from.is_end, from.resume, encoding.base, encoding.count, encoding.digits, {}};
  Word product = encoding.count == 0 ? 0 : 1;
  for (const system::Digit& digit : encoding.digits) product *= digit.size;
  if (product != encoding.count) throw std::logic_error("the codes of a location are not as many as its digits make");
  location.values = values_of(system, location);
  return location;
}

}  // namespace

DecodedThread::DecodedThread(const system::TransitionSystem& system, const system::ThreadTemplate& thread) {
  Word codes = 0;
  for (std::size_t i = 0; i < thread.locations.size(); ++i) {
    locations_.push_back(decode(system, thread.locations[i], thread.encodings.at(i)));
    if (locations_.back().base != codes) throw std::logic_error("the codes of a thread have gaps");
    codes += locations_.back().count;
  }
  if (codes > kMostCodesListed) return;
  for (std::uint32_t i = 0; i < locations_.size(); ++i) places_.resize(locations_[i].base + locations_[i].count, i);
}

const DecodedLocation& DecodedThread::search(Word code) const {
  const auto found =
      std::partition_point(locations_.begin(), locations_.end(),
                           [code](const DecodedLocation& location) { return location.base + location.count <= code; });
  if (found == locations_.end()) throw std::logic_error("a thread is at no location");
  return *found;
}

}  // namespace pagerace::checker
