#include "tests/system/threads.hpp"

#include <algorithm>

#include "model/system/state.hpp"

namespace pagerace::system::testing {
namespace {

const ThreadTemplate& template_of(const TransitionSystem& system, std::uint32_t instance) {
  return system.templates.at(system.instances.at(instance).code);
}

/// The digit of the register, with its weight and its size.
struct Place {
  const Digit* digit = nullptr;  ///< null if the register is none of the digits
  Word weight = 1;
};

Place place_of(const Encoding& encoding, Register reg) {
  Place place;
  for (const Digit& digit : encoding.digits) {
    if (digit.reg == reg) {
      place.digit = &digit;
      break;
    }
    place.weight *= digit.size;
  }
  return place;
}

bool is_alive(const Location& location, Register reg) {
  return std::binary_search(location.live.begin(), location.live.end(), reg);
}

/// The value as a number below the digit's size; the size itself if the digit cannot hold the value.
Word number_of(const TransitionSystem& system, const Digit& digit, Value value) {
  return std::min(number_of(system, digit.domain, digit.bias, value).value_or(digit.size), digit.size);
}

}  // namespace

Value register_of(const TransitionSystem& system, const Word* state, std::uint32_t instance, std::uint32_t location,
                  Register reg) {
  const ThreadTemplate& thread = template_of(system, instance);
  if (!is_alive(thread.locations.at(location), reg)) return 0;
  const ThreadInstance& own = system.instances[instance];
  const Encoding& encoding = thread.encodings.at(location);
  const Place place = place_of(encoding, reg);
  if (place.digit == nullptr) return get(system, state, own.registers.at(reg));
  const Word number = (raw(state, own.code_storage) - encoding.base) / place.weight % place.digit->size;
  return value_of(system, *place.digit, number);
}

bool set_thread(const TransitionSystem& system, Word* state, std::uint32_t instance, std::uint32_t location,
                std::span<const Value> registers) {
  const ThreadTemplate& thread = template_of(system, instance);
  const ThreadInstance& own = system.instances[instance];
  const Encoding& encoding = thread.encodings.at(location);
  if (encoding.count == 0) return false;
  Word code = encoding.base, weight = 1;
  for (const Digit& digit : encoding.digits) {
    const Word number = number_of(system, digit, registers[digit.reg]);
    if (number == digit.size) return false;
    code += number * weight;
    weight *= digit.size;
  }
  std::vector<Word> before(state, state + system.words);
  for (const Storage& field : own.registers) set_raw(state, field, 0);
  set_raw(state, own.code_storage, code);
  for (Register r : thread.locations[location].live) {
    if (own.registers[r].width == 0 || set(system, state, own.registers[r], registers[r])) continue;
    std::copy(before.begin(), before.end(), state);
    return false;
  }
  return true;
}

}  // namespace pagerace::system::testing
