#include "checker/native/emit/source.hpp"

#include <algorithm>
#include <stdexcept>

namespace pagerace::native {
namespace {

/// The interpreter takes longer steps. It notices loops without end, and hears signals.
constexpr std::size_t kMostInstructions = 1'000'000;

}  // namespace

Source::Source(const system::TransitionSystem& system, std::uint32_t number_of_template)
    : code(system.templates.at(number_of_template).code),
      flow(system::step_flow_of(code, system.templates[number_of_template].locations)),
      live(system::live_within_step(code, flow, system.templates[number_of_template].locations, {})),
      thread(&system.templates[number_of_template]),
      number(number_of_template) {
  for (std::uint32_t i = 0; i < system.instances.size(); ++i) {
    if (system.instances[i].code != number) continue;
    if (system.instances[i].number != instances.size()) throw std::logic_error("threads that are alike have gaps");
    instances.push_back(i);
  }
  look_at_code();
}

Source::Source(const system::Predicate& predicate)
    : code(predicate.code),
      flow(system::step_flow_of(code, {})),
      live(system::live_within_step(code, flow, {}, {predicate.result})),
      result(predicate.result) {
  look_at_code();
}

void Source::look_at_code() {
  const auto is_report = [](const system::Instruction& at) { return at.op == system::Opcode::Report; };
  has_reports = std::any_of(code.instructions.begin(), code.instructions.end(), is_report);
  const auto passes = kMostInstructions / (code.instructions.size() + 1);
  most_loops = static_cast<std::uint32_t>(passes > 1 ? passes - 1 : 0);
}

}  // namespace pagerace::native
