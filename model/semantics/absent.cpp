#include "model/semantics/absent.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pagerace::semantics {

namespace {

/// One call of an absent function by one that is there; null if there is none.
const CallSite* find_call(const Context& context, std::set<const Function*>& absent) {
  const auto found = std::find_if(context.calls.begin(), context.calls.end(), [&](const CallSite& call) {
    return absent.count(call.callee) != 0 && absent.count(call.caller) == 0;
  });
  return found == context.calls.end() ? nullptr : &*found;
}

}  // namespace

void make_absent(Context& context, Global& global, const std::string& name) {
  global.is_absent = true;
  global.stands_on = name;
  global.progress = Global::Progress::Failed;
  if (global.function != nullptr) global.function->body.block = nullptr;
  const auto place = context.unit.not_brought.find(name);
  for (DesignFunction& function : context.program.design_functions)
    if (global.function != nullptr && function.name == global.function->name && place != context.unit.not_brought.end())
      function.not_brought = place->second;
}

void report_absent(Context& context, const Global& global, Span call) {
  const std::string name = global.function != nullptr ? global.function->name : global.stands_on;
  context.error(call, fmt::format("'{}' needs '{}', and nothing imports that", name, global.stands_on),
                context.hint_for_missing(global.stands_on));
}

void leave_out_callers(Context& context) {
  std::set<const Function*> absent;
  for (const auto& [name, global] : context.globals->all())
    if (global.is_absent && global.function != nullptr) absent.insert(global.function);
  while (const CallSite* call = find_call(context, absent)) {
    Global* callee = context.globals->find(call->callee->name);
    Global* caller = call->caller == nullptr ? nullptr : context.globals->find(call->caller->name);
    if (caller != nullptr && caller->is_helper) {
      make_absent(context, *caller, callee->stands_on);
      absent.insert(caller->function);
    } else {
      return report_absent(context, *callee, call->span);
    }
  }
  auto& calls = context.calls;
  calls.erase(
      std::remove_if(calls.begin(), calls.end(), [&](const CallSite& call) { return absent.count(call.caller) != 0; }),
      calls.end());
}

}  // namespace pagerace::semantics
