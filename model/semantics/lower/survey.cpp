#include "model/semantics/lower/survey.hpp"

#include <algorithm>
#include <map>

#include "model/semantics/lower/steps.hpp"
#include "model/system/operands.hpp"

namespace pagerace::semantics {

namespace {

/// Finds the yields that the call comes to first, and whether it comes to its end without one.
void follow_call(const system::Code& code, const std::map<std::uint32_t, std::uint32_t>& accesses, SurveyedCall& call) {
  std::vector<bool> seen(call.end - call.begin + 1);
  std::vector<std::uint32_t> waiting{call.begin};
  const auto go = [&](std::uint32_t to) {
    if (to < call.begin || to >= call.end) {
      call.may_do_without = true;
    } else if (!seen[to - call.begin]) {
      seen[to - call.begin] = true;
      waiting.push_back(to);
    }
  };
  if (call.begin == call.end) call.may_do_without = true;
  while (!waiting.empty() && call.begin != call.end) {
    const std::uint32_t at = waiting.back();
    waiting.pop_back();
    const Instruction& i = code.instructions[at];
    if (const auto access = accesses.find(at); access != accesses.end()) {
      call.first.push_back(access->second);
      continue;
    }
    if (i.op == Opcode::Jump || i.op == Opcode::BranchZero) go(system::target_of(i));
    const bool ends = i.op == Opcode::Jump || (i.op == Opcode::Fail && i.a == kNoRegister);
    if (!ends) go(at + 1);
  }
  std::ranges::sort(call.first);
}

}  // namespace

std::vector<Survey> survey_threads(const LoweringContext& context) {
  system::TransitionSystem scratch;
  scratch.types = context.program.types;
  scratch.domains.resize(1);
  scratch.properties.resize(context.system.properties.size());
  Memory memory(scratch, context.poisoned);
  for (const Variable* variable : context.program.shared) memory.add_shared(*variable);
  for (const Property* property : context.selected)
    for (const Variable* ghost : property->ghosts) memory.add_ghost(*ghost);
  source::Diagnostics unheard;
  LoweringContext own{context.program, scratch, memory, unheard, context.poisoned, context.selected, context.probes};

  std::vector<Survey> surveys;
  std::vector<std::vector<PendingYield>> yields;
  for (const Thread& thread : context.program.threads) {
    system::ThreadTemplate made;
    Survey survey;
    Emitter emitter(own, made.code, Emitter::Mode::Thread, thread.count);
    emitter.record(survey);
    emitter.thread(thread);
    emitter.finish();
    yields.push_back(emitter.marks().yields);
    scratch.templates.push_back(std::move(made));
    surveys.push_back(std::move(survey));
  }
  note_written_groups(scratch);
  for (std::size_t t = 0; t < surveys.size(); t++) {
    const system::Code& code = scratch.templates[t].code;
    surveys[t].is_access = noticed_yields(scratch, scratch.templates[t], yields[t]);
    std::map<std::uint32_t, std::uint32_t> accesses;
    for (std::uint32_t y = 0; y < yields[t].size(); y++)
      if (surveys[t].is_access[y]) accesses[yields[t][y].instruction] = y;
    for (SurveyedCall& call : surveys[t].calls) {
      follow_call(code, accesses, call);
      for (std::uint32_t y = 0; y < yields[t].size(); y++) {
        const bool stays = surveys[t].is_access[y] || yields[t][y].why == PendingYield::Why::Always;
        const std::uint32_t at = yields[t][y].instruction;
        call.has_step = call.has_step || (stays && at >= call.begin && at < call.end);
      }
    }
  }
  return surveys;
}

}  // namespace pagerace::semantics
