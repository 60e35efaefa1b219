#include <fmt/format.h>

#include <bit>
#include <set>
#include <utility>

#include "model/system/analyses.hpp"
#include "model/system/evaluate.hpp"
#include "model/system/flow.hpp"
#include "model/system/ranges/memory_ranges.hpp"
#include "model/system/ranges/simplify.hpp"

namespace pagerace::system {
namespace {

/// A number that a thread carries along needs fewer bits than this, or its declaration has to say why not.
constexpr int kUnboundedBits = 16;

int bits_of(const Range& range) { return std::bit_width(static_cast<Word>(range.high) - static_cast<Word>(range.low)); }

std::uint16_t domain_for(TransitionSystem& system, const std::vector<Value>& targets) {
  if (system.domains.empty()) system.domains.emplace_back();
  for (std::size_t i = 1; i < system.domains.size(); ++i) {
    if (system.domains[i].targets == targets) return static_cast<std::uint16_t>(i);
  }
  system.domains.push_back({targets});
  return static_cast<std::uint16_t>(system.domains.size() - 1);
}

/// What each register can hold where a step ends with it alive. A location where none ends keeps nothing alive.
std::vector<ValueSet> carried_values(ThreadTemplate& thread, CodeRanges& ranges) {
  std::vector<ValueSet> carried(thread.code.registers.size());
  std::vector<bool> reached(thread.locations.size(), false);
  ranges.visit([&](std::uint32_t index, const Facts& facts) {
    const Instruction& at = thread.code.instructions[index];
    if (at.op != Opcode::Yield) return;
    reached.at(at.side) = true;
    for (Register r : thread.locations[at.side].live) carried[r] = join(carried[r], facts.values(r));
  });
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) thread.locations[i].live.clear();
  }
  return carried;
}

void record(TransitionSystem& system, const semantics::Type* type, const ValueSet& values, Range& range,
            std::uint16_t& domain) {
  if (values.empty()) return;
  range = values.range;
  if (type != nullptr && type->is_pointer() && values.listed) domain = domain_for(system, *values.listed);
}

/// An inlined function has its locals many times; each declaration is complained of once.
class BoundCheck {
 public:
  explicit BoundCheck(syntax::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void operator()(const RegisterInfo& info, const ValueSet& values) {
    const bool is_integer = info.type != nullptr && info.type->kind == semantics::TypeKind::Integer;
    if (values.empty() || !info.is_variable || info.has_range || !is_integer) return;
    if (bits_of(values.range) < kUnboundedBits) return;
    if (!complained_.emplace(info.span.file, info.span.begin).second) return;
    const std::string width = fmt::format("unsigned int {} : 4", info.name);
    diagnostics_.error(info.span, fmt::format("no bound found for '{}'", info.name),
                       fmt::format("give it a width (`{}`) or a range (`int {} __range(0, 9)`)", width, info.name));
  }

 private:
  syntax::Diagnostics& diagnostics_;
  std::set<std::pair<syntax::FileId, std::uint32_t>> complained_;
};

}  // namespace

void bound_values(TransitionSystem& system, syntax::Diagnostics& diagnostics) {
  MemoryRanges ranges(system);
  ranges.solve();
  BoundCheck check(diagnostics);
  for (std::size_t i = 0; i < system.templates.size(); ++i) {
    ThreadTemplate& thread = system.templates[i];
    const std::vector<ValueSet> carried = carried_values(thread, ranges.thread(i));
    for (Register r = 0; r < carried.size(); ++r) {
      RegisterInfo& info = thread.code.registers[r];
      record(system, info.type, carried[r], info.range, info.domain);
      check(info, carried[r]);
    }
  }
  for (std::size_t i = 0; i < system.groups.size(); ++i) {
    record(system, system.groups[i].type, ranges.groups()[i], system.groups[i].range, system.groups[i].domain);
  }
  simplify(system, ranges);
}

}  // namespace pagerace::system
