// Makes the transition system from the checked program: memory first, then code, then the analyses.
#include "model/semantics/lower.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/semantics/lower/check_steps.hpp"
#include "model/semantics/lower/emitter.hpp"
#include "model/semantics/lower/formulas.hpp"
#include "model/semantics/lower/steps.hpp"
#include "model/semantics/lower/store_probes.hpp"
#include "model/semantics/lower/survey.hpp"
#include "model/semantics/lower/thread_counters.hpp"
#include "model/system/analyses.hpp"

namespace pagerace::semantics {

namespace {

void find_poisoned(const Expr& expr, PoisonedStructs& found) {
  if (expr.kind == ExprKind::Poison) {
    const Type* type = expr.operands[0]->type;
    found.emplace(type->structure, type);
    if (expr.may_end) found.pooled.insert(type->structure);
  }
  if (expr.kind == ExprKind::Allocate) {
    const Type* type = expr.operands[0]->type->element;
    found.emplace(type->structure, type);
    found.pooled.insert(type->structure);
  }
  for (const ExprPtr& operand : expr.operands) find_poisoned(*operand, found);
}

void find_poisoned(const Stmt& stmt, PoisonedStructs& found) {
  if (stmt.expr) find_poisoned(*stmt.expr, found);
  if (stmt.step) find_poisoned(*stmt.step, found);
  for (const StmtPtr& child : stmt.children) find_poisoned(*child, found);
}

PoisonedStructs poisoned_structs(const Program& program) {
  PoisonedStructs found;
  for (const auto& function : program.functions) find_poisoned(*function->body.block, found);
  for (const Thread& thread : program.threads) find_poisoned(*thread.body.block, found);
  for (const Body& init : program.inits) find_poisoned(*init.block, found);
  return found;
}

bool is_selected(const Property& property, const LowerOptions& options) {
  return options.properties.empty() || std::ranges::find(options.properties, property.name) != options.properties.end();
}

void find_asserts(const Expr& expr, std::vector<Span>& found) {
  if (expr.kind == ExprKind::Assert) found.push_back(expr.span);
  for (const ExprPtr& operand : expr.operands) find_asserts(*operand, found);
}

void find_asserts(const Stmt& stmt, std::vector<Span>& found) {
  if (stmt.expr) find_asserts(*stmt.expr, found);
  if (stmt.step) find_asserts(*stmt.step, found);
  for (const StmtPtr& child : stmt.children) find_asserts(*child, found);
}

system::Property begun(const Property& property, const LowerOptions& options) {
  system::Property result;
  result.name = property.name;
  result.from_scenario = property.from_scenario;
  result.is_named = !options.properties.empty();
  result.span = property.span;
  for (const Probe& probe : property.probes) find_asserts(*probe.body.block, result.asserts);
  return result;
}

void add_instances(system::TransitionSystem& system, const Program& program) {
  for (std::uint32_t t = 0; t < program.threads.size(); t++) {
    const Thread& thread = program.threads[t];
    for (std::uint32_t number = 0; number < thread.count; number++) {
      system::ThreadInstance instance;
      instance.code = t;
      instance.number = number;
      instance.name = thread.count == 1 ? thread.name : fmt::format("{}[{}]", thread.name, number);
      system.instances.push_back(std::move(instance));
    }
  }
}

/// What lowering a thread leaves for later passes.
struct Lowered {
  std::vector<StepMarks> marks;                 ///< of each thread
  std::vector<std::vector<Register>> counters;  ///< of each thread
};

Lowered lower_threads(LoweringContext& context) {
  std::vector<Survey> surveys;
  if (!context.probes.empty()) surveys = survey_threads(context);
  Lowered all;
  for (const Thread& thread : context.program.threads) {
    // The emitter adds to the system's side tables while it makes the code, so the code is made outside of the list.
    system::ThreadTemplate made;
    made.name = thread.name;
    made.is_daemon = thread.is_daemon;
    made.span = thread.span;
    Emitter emitter(context, made.code, Emitter::Mode::Thread, thread.count);
    if (!surveys.empty()) emitter.use(surveys[all.marks.size()]);
    emitter.thread(thread);
    emitter.finish();
    all.marks.push_back(emitter.marks());
    all.counters.push_back(emitter.per_thread_registers());
    context.system.templates.push_back(std::move(made));
  }
  return all;
}

void lower_init(LoweringContext& context) {
  system::Code code;
  Emitter emitter(context, code, Emitter::Mode::Init);
  for (const Body& body : context.program.inits) emitter.init(body);
  emitter.finish();
  context.system.init = std::move(code);
}

}  // namespace

std::optional<system::TransitionSystem> lower(const std::shared_ptr<const Program>& program,
                                              const LowerOptions& options, source::Diagnostics& diagnostics) {
  system::TransitionSystem system;
  system.types = program->types;
  system.domains.resize(1);
  Memory memory(system, poisoned_structs(*program));
  LoweringContext context{*program, system, memory, diagnostics, poisoned_structs(*program)};
  for (const Variable* variable : program->shared) memory.add_shared(*variable);

  std::vector<const Property*>& selected = context.selected;
  for (const Property& property : program->properties)
    if (is_selected(property, options)) selected.push_back(&property);
  for (const Property* property : selected) {
    for (const Variable* ghost : property->ghosts) memory.add_ghost(*ghost);
    const int number = static_cast<int>(system.properties.size());
    for (const Probe& probe : property->probes) {
      if (probe.on == Probe::On::Store) {
        context.store_probes.push_back(store_probe(context, number, probe));
      } else {
        context.probes[probe.function].emplace_back(number, &probe);
      }
    }
    system.properties.push_back(begun(*property, options));
  }

  add_instances(system, *program);
  lower_init(context);
  const Lowered threads = lower_threads(context);
  for (std::size_t i = 0; i < selected.size(); i++) lower_formulas(context, *selected[i], system.properties[i]);
  if (diagnostics.has_errors()) return std::nullopt;

  note_written_groups(system);
  for (std::size_t t = 0; t < system.templates.size(); t++) {
    place_locations(system, system.templates[t], threads.marks[t].yields);
    fold_counters(system, system.templates[t], threads.counters[t]);
  }
  system.initial_memory.resize(system.cells.size());
  const std::vector<system::ValueSet> known = place_check_steps(system, threads.marks);
  find_live_registers(system);
  bound_values(system, known);
  recompute_registers(system);
  take_out_dead_code(system);
  lay_out(system, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return system;
}

}  // namespace pagerace::semantics
