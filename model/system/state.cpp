#include "model/system/state.hpp"

#include <stdexcept>

namespace pagerace::system {
namespace {

const ThreadTemplate& template_of(const TransitionSystem& system, std::uint32_t instance) {
  return system.templates.at(system.instances.at(instance).code);
}

}  // namespace

std::uint32_t location_of(const TransitionSystem& system, const Word* state, std::uint32_t instance) {
  const std::vector<Encoding>& encodings = template_of(system, instance).encodings;
  const Word code = raw(state, system.instances[instance].code_storage);
  const auto found = std::partition_point(encodings.begin(), encodings.end(), [code](const Encoding& encoding) {
    return encoding.base + encoding.count <= code;
  });
  if (found == encodings.end()) throw std::logic_error("a thread is at no location");
  return static_cast<std::uint32_t>(found - encodings.begin());
}

unsigned bits_of_last_word(const TransitionSystem& system) {
  unsigned bits = 0;
  const auto look = [&](const Storage& at) {
    if (at.width > 0 && at.word + 1u == system.words) bits = std::max<unsigned>(bits, at.shift + at.width);
  };
  for (const Storage& at : system.cell_storage) look(at);
  for (const ThreadInstance& instance : system.instances) {
    look(instance.code_storage);
    for (const Storage& at : instance.registers) look(at);
  }
  return bits;
}

}  // namespace pagerace::system
