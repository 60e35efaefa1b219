// Shared variables, and the counts of threads.
#include <fmt/format.h>

#include "model/semantics/globals.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/ranges.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

namespace {

/// The words of a lock and of a wait queue are masks of threads.
constexpr Value kMostThreads = 64;

}  // namespace

bool Globals::resolve_variable(Global& global) {
  const auto& declaration = *global.declaration;
  const auto& declarator = *global.declarator;
  const Type* type = context_.type_names->of(declaration.type, declarator);
  if (type == nullptr) return false;
  const Bounds bounds = declared_bounds(context_, declarator, type);
  const auto& per_thread = declaration.thread_at;
  if (per_thread && (!context_.in_vocabulary(global.span) || !type->is_arithmetic())) {
    context_.error(*per_thread, "'__thread' is for numbers of the kernel's vocabulary",
                   "declare a local of the thread, or an array with an element for each");
    return false;
  }
  Variable* variable = context_.new_variable(declarator.name, type, per_thread ? Storage::PerThread : Storage::Shared);
  variable->has_range = bounds.declared;
  variable->range = bounds.range;
  variable->width = bounds.width;
  variable->is_const = declaration.type.is_const && declarator.pointers == 0;
  if (declaration.type.is_const && declarator.pointers > 0) context_.points_to_const.insert(variable);
  global.type = type;
  global.variable = variable;
  return true;
}

void Globals::resolve_variables() {
  for (Global* global : order_) {
    if (global->kind != Global::Kind::Variable || !resolve(*global)) continue;
    if (global->variable->storage == Storage::PerThread) {
      context_.program.per_thread.push_back(global->variable);
      continue;
    }
    context_.program.shared.push_back(global->variable);
    initialize(context_, *global->variable, global->declarator->initializer.get());
  }
}

std::optional<Value> Globals::thread_count(const syntax::ThreadDeclaration& thread) {
  if (const auto known = thread_counts_.find(&thread); known != thread_counts_.end()) return known->second;
  std::optional<Value> count = 1;
  if (thread.count) count = constant_value(*thread.count, "the number of threads");
  if (count && (*count < 0 || *count > kMostThreads)) {
    context_.error(thread.count->span, fmt::format("there can be 0 to {} threads, not {}", kMostThreads, *count));
    count.reset();
  }
  thread_counts_[&thread] = count;
  return count;
}

std::optional<Value> Globals::nr_threads(Span use) {
  if (counting_ == Counting::Running) {
    context_.error(use, "NR_THREADS is needed to know how many threads there are");
    counting_ = Counting::Failed;
  }
  if (counting_ == Counting::Untouched) resolve_threads();
  return nr_threads_;
}

void Globals::resolve_threads() {
  if (counting_ != Counting::Untouched) return;
  counting_ = Counting::Running;
  Value total = 0;
  for (const auto& file : context_.unit.files) {
    for (const auto& declaration : file.declarations) {
      const auto* thread = std::get_if<syntax::ThreadDeclaration>(&declaration.node);
      if (thread == nullptr) continue;
      const auto count = thread_count(*thread);
      if (!count) counting_ = Counting::Failed;
      total += count.value_or(0);
      if (counting_ == Counting::Failed || total <= kMostThreads) continue;
      context_.error(thread->name.span,
                     fmt::format("with these there are {} threads, and at most {} are supported", total, kMostThreads));
      counting_ = Counting::Failed;
    }
  }
  if (counting_ == Counting::Failed) return;
  nr_threads_ = total;
  counting_ = Counting::Done;
}

}  // namespace pagerace::semantics
