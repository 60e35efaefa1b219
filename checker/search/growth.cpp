#include "checker/search/growth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/system/state.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

namespace {

/// What needs fewer bits is soon at its end.
constexpr unsigned kFewBits = 16;

}  // namespace

Growth::Growth(const system::TransitionSystem& system) : system_(system) {
  for (std::size_t cell = 1; cell < system.cells.size(); ++cell) {
    if (system.cells[cell].type == nullptr) continue;
    add(system.cell_storage[cell], system.cells[cell].type, system.cells[cell].name(), false);
  }
  for (const system::ThreadInstance& instance : system.instances) {
    const auto& registers = system.templates[instance.code].code.registers;
    for (std::size_t r = 0; r < instance.registers.size(); ++r) {
      if (!registers[r].is_variable) continue;
      add(instance.registers[r], registers[r].type, fmt::format("{} of {}", registers[r].name, instance.name), true);
    }
  }
}

void Growth::add(const system::Storage& storage, const system::Type* type, std::string name, bool is_local) {
  if (storage.width < kFewBits || storage.domain != 0) return;
  Watched watched;
  watched.storage = storage;
  watched.type = type;
  watched.name = std::move(name);
  watched.is_local = is_local;
  watched_.push_back(std::move(watched));
}

void Growth::look(const Word* states, std::uint64_t count, double seconds) {
  looked_at_ = seconds;
  for (Watched& at : watched_) look(at, states, count);
}

void Growth::look(Watched& at, const Word* states, std::uint64_t count) const {
  bool any = false;
  Value low = 0, high = 0;
  for (const Word* state = states; count > 0; --count, state += system_.words) {
    const Value value = system::get(system_, state, at.storage);
    if (at.is_local && value == at.storage.bias) continue;
    low = any ? std::min(low, value) : value;
    high = any ? std::max(high, value) : value;
    any = true;
  }
  if (!any) return;
  at.risen = at.is_known && high > at.high ? at.risen + 1 : 0;
  at.fallen = at.is_known && low < at.low ? at.fallen + 1 : 0;
  at.low = low;
  at.high = high;
  at.is_known = true;
}

std::string Growth::text() const {
  for (const Watched& at : watched_) {
    if (at.risen < kLooks - 1 && at.fallen < kLooks - 1) continue;
    const bool rises = at.risen >= at.fallen;
    return fmt::format(
        "{} goes on {}, and is {} by now: a counter without an end makes a search without one; give it a `__range`",
        at.name, rises ? "growing" : "falling", system::print_value(system_, at.type, rises ? at.high : at.low));
  }
  return "";
}

}  // namespace pagerace::checker
