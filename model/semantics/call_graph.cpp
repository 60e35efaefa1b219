#include "model/semantics/call_graph.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

namespace {

class Recursion {
 public:
  explicit Recursion(Context& context) : context_(context) {
    for (const CallSite& call : context.calls)
      if (call.caller != nullptr) calls_[call.caller].push_back(&call);
  }

  bool check() {
    for (const auto& function : context_.program.functions) visit(function.get());
    return !found_;
  }

 private:
  void visit(const Function* function) {
    if (!seen_.insert(function).second) return;
    path_.push_back(function);
    for (const CallSite* call : calls_[function]) {
      const auto start = std::find(path_.begin(), path_.end(), call->callee);
      if (start == path_.end())
        visit(call->callee);
      else
        report(*call, {start, path_.end()});
    }
    path_.pop_back();
  }

  void report(const CallSite& call, const std::vector<const Function*>& cycle) {
    found_ = true;
    std::string names;
    for (const Function* function : cycle) names += function->name + " -> ";
    context_.error(call.span, fmt::format("recursion is not in the language: {}{}", names, call.callee->name),
                   "write a loop");
  }

  Context& context_;
  std::map<const Function*, std::vector<const CallSite*>> calls_;
  std::set<const Function*> seen_;
  std::vector<const Function*> path_;
  bool found_ = false;
};

}  // namespace

bool check_recursion(Context& context) { return Recursion(context).check(); }

void check_waiting(Context& context, EffectsOf& effects) {
  for (const CallSite& call : context.calls) {
    if (!call.in_one_piece) continue;
    const auto& waits = effects.function(*call.callee).waits;
    if (!waits) continue;
    context.error(call.span,
                  fmt::format("'{}' gives way to other threads, and this runs in one piece", call.callee->name));
    context.diagnostics.note(waits->span, "it waits here");
  }
}

namespace {

/// Functions that run inside of atomic, and the names of those that call each there.
std::map<const Function*, std::set<std::string>> called_in_atomic(const Context& context) {
  std::map<const Function*, std::set<std::string>> inside;
  for (bool grows = true; grows;) {
    grows = false;
    for (const CallSite& call : context.calls) {
      if (!call.in_atomic && inside.count(call.caller) == 0) continue;
      const std::string caller = call.caller == nullptr ? "an atomic block" : "'" + call.caller->name + "'";
      grows = inside[call.callee].insert(caller).second || grows;
    }
  }
  return inside;
}

}  // namespace

void check_atomic_overrides(Context& context) {
  const auto inside = called_in_atomic(context);
  for (const auto& [name, global] : context.globals->all()) {
    if (global.kind != Global::Kind::Function || global.function == nullptr || global.function->is_atomic) continue;
    const auto was = std::find_if(global.replaced.begin(), global.replaced.end(),
                                  [](const auto* replaced) { return replaced->is_atomic; });
    const auto callers = inside.find(global.function);
    if (was == global.replaced.end() || callers == inside.end()) continue;
    context.error(global.span,
                  fmt::format("'{}' was one step and is none here, and it runs inside of one step of {}", name,
                              fmt::join(callers->second, ", ")),
                  "write `override atomic` if it is one step, or override its callers as well");
    context.diagnostics.note((*was)->name.span, "the definition that it replaces is here");
  }
}

void check_unused(Context& context) {
  std::set<const Function*> called;
  for (const CallSite& call : context.calls)
    if (call.caller != call.callee) called.insert(call.callee);
  for (const auto& function : context.program.functions) {
    const bool needed = called.count(function.get()) != 0 || context.probed.count(function.get()) != 0;
    if (function->from_scenario && !needed && function->body.block)
      context.diagnostics.warning(function->span, fmt::format("nothing calls '{}'", function->name));
  }
}

}  // namespace pagerace::semantics
