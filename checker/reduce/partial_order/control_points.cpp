#include "checker/reduce/partial_order/control_points.hpp"

#include <algorithm>

#include "model/system/state.hpp"

namespace pagerace::checker::partial_order {
namespace {

ControlPoints::AtLocation place_at(const system::Encoding& encoding, const std::vector<bool>& wanted,
                                   std::uint32_t most) {
  ControlPoints::AtLocation place;
  place.base = encoding.base;
  place.codes = encoding.count;
  Word weight = 1;
  for (const system::Digit& digit : encoding.digits) {
    const bool is_small = digit.size != 0 && digit.size <= most;
    if (wanted[digit.reg] && is_small) {
      place.digits.push_back({&digit, weight, static_cast<std::uint32_t>(digit.size), 1});
    }
    weight *= digit.size;
  }
  return place;
}

Word product(const ControlPoints::AtLocation& place) {
  Word product = 1;
  for (const ControlPoints::Digit& digit : place.digits) {
    product *= digit.size;
    if (product > Word{1} << 32) break;
  }
  return product;
}

}  // namespace

ControlPoints::ControlPoints(const system::TransitionSystem& system, const system::ThreadTemplate& thread,
                             const std::vector<bool>& wanted, std::uint32_t most)
    : system_(system) {
  for (const system::Encoding& encoding : thread.encodings) locations_.push_back(place_at(encoding, wanted, most));
  for (;;) {
    Word all = 0;
    AtLocation* fullest = nullptr;
    for (AtLocation& place : locations_) {
      all += product(place);
      if (fullest == nullptr || product(place) > product(*fullest)) fullest = &place;
    }
    if (all <= most || fullest == nullptr || fullest->digits.empty()) break;
    const auto largest = std::max_element(fullest->digits.begin(), fullest->digits.end(),
                                          [](const Digit& a, const Digit& b) { return a.size < b.size; });
    fullest->digits.erase(largest);
  }
  number();
}

void ControlPoints::number() {
  for (AtLocation& place : locations_) {
    place.node = count_;
    place.count = 1;
    for (Digit& digit : place.digits) {
      digit.stride = place.count;
      place.count *= digit.size;
    }
    count_ += place.count;
  }
}

std::uint32_t ControlPoints::location_of(std::uint32_t node) const {
  const auto found = std::partition_point(locations_.begin(), locations_.end(),
                                          [node](const AtLocation& at) { return at.node <= node; });
  return static_cast<std::uint32_t>(found - locations_.begin()) - 1;
}

std::uint32_t ControlPoints::node_of(Word code) const {
  const auto found = std::partition_point(locations_.begin(), locations_.end(),
                                          [code](const AtLocation& at) { return at.base + at.codes <= code; });
  std::uint32_t node = found->node;
  for (const Digit& digit : found->digits) {
    node += static_cast<std::uint32_t>((code - found->base) / digit.weight % digit.size) * digit.stride;
  }
  return node;
}

std::vector<std::pair<system::Register, Value>> ControlPoints::values_of(std::uint32_t node) const {
  const AtLocation& place = locations_[location_of(node)];
  std::vector<std::pair<system::Register, Value>> values;
  for (const Digit& digit : place.digits) {
    const std::uint32_t number = (node - place.node) / digit.stride % digit.size;
    values.emplace_back(digit.digit->reg, system::value_of(system_, *digit.digit, number));
  }
  return values;
}

std::uint32_t ControlPoints::number_of(const Digit& digit, Value value) const {
  const std::optional<Word> number = system::number_of(system_, digit.digit->domain, digit.digit->bias, value);
  return static_cast<std::uint32_t>(std::min<Word>(number.value_or(digit.size), digit.size));
}

}  // namespace pagerace::checker::partial_order
