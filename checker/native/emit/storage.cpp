#include "checker/native/emit/storage.hpp"

#include "model/system/state.hpp"

namespace pagerace::native {

Word mask_of(const system::Storage& at) { return at.width == 0 ? 0 : system::mask_of(at.width); }

Values readable(const system::TransitionSystem& system, const system::Storage& at) {
  if (at.domain != 0) return system.domains.at(at.domain).targets;
  Values values;
  constexpr unsigned kMostBits = 8;
  if (at.width > kMostBits) return values;
  for (Word bits = 0; bits >> at.width == 0; ++bits) {
    values.push_back(static_cast<Value>(bits + static_cast<Word>(at.bias)));
  }
  return values;
}

Range readable_range(const system::TransitionSystem& system, const system::Storage& at) {
  if (at.domain != 0) {
    const Values& targets = system.domains.at(at.domain).targets;
    return {targets.front(), targets.back()};
  }
  const auto high = static_cast<Value>(mask_of(at) + static_cast<Word>(at.bias));
  return at.width == 64 || high < at.bias ? kAnyValue : Range{at.bias, high};
}

std::optional<Word> bits_of(const system::TransitionSystem& system, const system::Storage& at, Value value) {
  const std::optional<Word> bits = system::number_of(system, at.domain, at.bias, value);
  return bits && (*bits & ~mask_of(at)) == 0 ? bits : std::nullopt;
}

std::optional<Word> number_of(const system::TransitionSystem& system, const system::Digit& digit, Value value) {
  const std::optional<Word> number = system::number_of(system, digit.domain, digit.bias, value);
  return number && *number < digit.size ? number : std::nullopt;
}

}  // namespace pagerace::native
