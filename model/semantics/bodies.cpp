#include "model/semantics/bodies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/semantics/absent.hpp"
#include "model/semantics/flow.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/statements.hpp"

namespace pagerace::semantics {

namespace {

void check_function(Context& context, const syntax::FunctionDeclaration& declaration, Function& function) {
  Scope scope;
  scope.kind = Scope::Kind::Function;
  scope.body = &function.body;
  scope.function = &function;
  scope.result = function.result;
  scope.atomic_depth = function.is_atomic ? 1 : 0;
  function.body.block = Statements(context, scope, *declaration.body).check();
  const bool ends = check_flow(context, *function.body.block);
  const Type* result = function.returned != nullptr ? function.returned : function.result;
  if (!ends || result->kind == TypeKind::Void) return;
  context.error(function.span, fmt::format("'{}' may end without a return", function.name),
                fmt::format("it must return {}", quoted(result->spelling())));
}

/// A function that only a design has may stand on a part of the kernel that this scenario does not bring.
void check_function(Context& context, const syntax::FunctionDeclaration& declaration, Global& global) {
  const std::size_t before = context.diagnostics.all().size();
  context.missing.clear();
  check_function(context, declaration, *global.function);
  if (!global.is_helper || context.missing.empty()) return;
  context.diagnostics.forget_after(before);
  make_absent(context, global, context.missing);
}

void check_init(Context& context, const syntax::InitDeclaration& declaration) {
  Body body;
  Scope scope;
  scope.kind = Scope::Kind::Init;
  scope.body = &body;
  body.block = Statements(context, scope, declaration.body).check();
  check_flow(context, *body.block);
  context.program.inits.push_back(std::move(body));
}

void declare_number(Context& context, const syntax::ThreadDeclaration& declaration, Thread& thread) {
  if (declaration.parameters.empty()) return;
  if (declaration.parameters.size() > 1)
    context.error(declaration.parameters[1].span, "a thread has one parameter at most: its number");
  for (const auto& parameter : declaration.parameters)
    thread.body.parameters.push_back(declare_parameter(context, parameter));
  const Variable* number = thread.body.parameters[0];
  if (number->type == nullptr) return;
  if (number->type->kind != TypeKind::Integer)
    context.error(number->span,
                  fmt::format("the number of a thread is an integer, not {}", quoted(number->type->spelling())));
}

void check_thread(Context& context, const syntax::ThreadDeclaration& declaration) {
  Thread thread;
  thread.name = declaration.name.name;
  thread.span = declaration.name.span;
  thread.is_daemon = declaration.is_daemon;
  thread.count = static_cast<std::uint32_t>(context.globals->thread_count(declaration).value_or(1));
  declare_number(context, declaration, thread);
  Scope scope;
  scope.kind = Scope::Kind::Thread;
  scope.body = &thread.body;
  thread.body.block = Statements(context, scope, declaration.body).check();
  check_flow(context, *thread.body.block);
  for (Variable* number : thread.body.parameters) {
    if (number->is_assigned || number->has_range || thread.count == 0) continue;
    number->has_range = true;
    number->range = {0, static_cast<Value>(thread.count) - 1};
  }
  context.program.threads.push_back(std::move(thread));
}

}  // namespace

void check_functions(Context& context) {
  for (const auto& file : context.unit.files) {
    for (const auto& declaration : file.declarations) {
      const auto* written = std::get_if<syntax::FunctionDeclaration>(&declaration.node);
      if (written == nullptr) continue;
      Global* global = context.globals->find(written->name.name);
      const bool counts = global != nullptr && global->kind == Global::Kind::Function && global->definition == written;
      if (counts && !global->is_absent && context.globals->resolve(*global)) check_function(context, *written, *global);
    }
  }
}

namespace {

/// Files in the order in which their threads are numbered. What the environment brings comes last, so that the
/// scenario's own threads keep their numbers.
std::vector<const syntax::File*> by_number(const syntax::Unit& unit) {
  std::vector<const syntax::File*> files;
  for (const syntax::File& file : unit.files) files.push_back(&file);
  std::stable_partition(files.begin(), files.end(), [](const syntax::File* file) { return !file->is_environment; });
  return files;
}

}  // namespace

void check_threads(Context& context) {
  std::map<std::string, Span> names;
  for (const syntax::File* file : by_number(context.unit)) {
    for (const auto& declaration : file->declarations) {
      if (const auto* init = std::get_if<syntax::InitDeclaration>(&declaration.node)) check_init(context, *init);
      const auto* thread = std::get_if<syntax::ThreadDeclaration>(&declaration.node);
      if (thread == nullptr) continue;
      const auto [entry, is_new] = names.emplace(thread->name.name, thread->name.span);
      if (!is_new) {
        context.error(thread->name.span, fmt::format("there are two threads '{}'", thread->name.name),
                      fmt::format("thread {}[2] makes two alike", thread->name.name));
        context.diagnostics.note(entry->second, "the first one is here");
      }
      check_thread(context, *thread);
    }
  }
  const Global* at_exit = context.globals->find("__thread_exit");
  if (at_exit != nullptr && at_exit->function != nullptr && context.in_vocabulary(at_exit->span))
    context.program.thread_exit = at_exit->function;
}

}  // namespace pagerace::semantics
