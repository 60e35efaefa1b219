#include <utility>

#include "model/system/analyses.hpp"
#include "model/system/flow.hpp"
#include "model/system/operands.hpp"
#include "model/system/ranges/memory_ranges.hpp"
#include "model/system/ranges/simplify.hpp"

namespace pagerace::system {
namespace {

std::uint16_t domain_for(TransitionSystem& system, const std::vector<Value>& targets) {
  if (system.domains.empty()) system.domains.emplace_back();
  for (std::size_t i = 1; i < system.domains.size(); ++i) {
    if (system.domains[i].targets == targets) return static_cast<std::uint16_t>(i);
  }
  system.domains.push_back({targets});
  return static_cast<std::uint16_t>(system.domains.size() - 1);
}

/// The possible values of the registers alive at one location, in order. Nothing is known if no step ends there.
struct Carried {
  bool reached = false;
  std::vector<ValueSet> values;
};

/// The values for each location. A location where no step ends keeps nothing alive.
std::vector<Carried> carried_values(ThreadTemplate& thread, CodeRanges& ranges) {
  std::vector<Carried> carried(thread.locations.size());
  for (std::size_t i = 0; i < carried.size(); ++i) carried[i].values.resize(thread.locations[i].live.size());
  const auto is_yield = [](Opcode op) { return has(op, kEndsStep); };
  ranges.visit(is_yield, [&](std::uint32_t index, const Facts& facts) {
    const Instruction& at = thread.code.instructions[index];
    Carried& there = carried.at(location_of(at));
    there.reached = true;
    const std::vector<Register>& live = thread.locations[location_of(at)].live;
    for (std::size_t i = 0; i < live.size(); ++i) there.values[i] = join(there.values[i], facts.values(live[i]));
  });
  for (std::size_t i = 0; i < carried.size(); ++i) {
    if (!carried[i].reached) thread.locations[i].live.clear();
  }
  return carried;
}

void record(TransitionSystem& system, const Type* type, const ValueSet& values, Range& range, std::uint16_t& domain) {
  if (values.empty()) return;
  range = values.range;
  if (type != nullptr && type->is_pointer() && values.listed) domain = domain_for(system, *values.listed);
}

/// The digits from which the layout makes codes.
Encoding encode(TransitionSystem& system, const ThreadTemplate& thread, const Location& location,
                const Carried& there) {
  Encoding encoding;
  encoding.count = there.reached ? 1 : 0;
  for (std::size_t i = 0; i < location.live.size(); ++i) {
    const Register r = location.live[i];
    Range range;
    std::uint16_t domain = 0;
    record(system, thread.code.registers[r].type, there.values[i], range, domain);
    Digit digit{r, static_cast<Word>(range.high) - static_cast<Word>(range.low) + 1, range.low, domain};
    if (domain != 0) {
      digit.size = system.domains[domain].targets.size();
      digit.bias = 0;
    }
    encoding.digits.push_back(digit);
  }
  return encoding;
}

/// For each register, the values that it has at all locations where it is alive.
std::vector<ValueSet> carried_anywhere(const ThreadTemplate& thread, const std::vector<Carried>& carried) {
  std::vector<ValueSet> values(thread.code.registers.size());
  for (std::size_t i = 0; i < carried.size(); ++i) {
    const std::vector<Register>& live = thread.locations[i].live;
    for (std::size_t k = 0; k < live.size(); ++k) values[live[k]] = join(values[live[k]], carried[i].values[k]);
  }
  return values;
}

}  // namespace

void bound_values(TransitionSystem& system, const std::vector<ValueSet>& known) {
  MemoryRanges ranges(system, known);
  ranges.solve();
  for (std::size_t i = 0; i < system.templates.size(); ++i) {
    ThreadTemplate& thread = system.templates[i];
    const std::vector<Carried> carried = carried_values(thread, ranges.thread(i));
    const std::vector<ValueSet> anywhere = carried_anywhere(thread, carried);
    for (Register r = 0; r < anywhere.size(); ++r) {
      RegisterInfo& info = thread.code.registers[r];
      record(system, info.type, anywhere[r], info.range, info.domain);
    }
    thread.encodings.clear();
    for (std::size_t l = 0; l < carried.size(); ++l) {
      thread.encodings.push_back(encode(system, thread, thread.locations[l], carried[l]));
    }
  }
  for (std::size_t i = 0; i < system.groups.size(); ++i) {
    record(system, system.groups[i].type, ranges.groups()[i], system.groups[i].range, system.groups[i].domain);
  }
  simplify(system, ranges);
}

}  // namespace pagerace::system
