// Which definition of a function runs, and whether that can be said: ranks, hooks, overrides.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

namespace {

using syntax::FunctionDefinition;
using syntax::Layer;

Span name_span(const FunctionDefinition& definition) { return definition.function->name.span; }

std::vector<std::string> function_names(const std::map<std::string, Global>& globals, const syntax::Unit& unit) {
  std::vector<std::string> names;
  for (const auto& [name, global] : globals)
    if (global.kind == Global::Kind::Function && global.definition != nullptr) names.push_back(name);
  for (const auto& [name, place] : unit.not_brought) names.push_back(name);
  return names;
}

}  // namespace

void Globals::choose_definitions() {
  const std::vector<syntax::DefinedFunction> all = syntax::defined_functions(context_.unit);
  for (const syntax::DefinedFunction& defined : all) {
    Global* global = find(defined.name);
    if (global == nullptr || global->kind != Global::Kind::Function || leave_out(defined)) continue;
    global->definition = defined.definitions.front().function;
    global->span = name_span(defined.definitions.front());
    for (std::size_t i = 1; i < defined.definitions.size(); ++i)
      global->replaced.push_back(defined.definitions[i].function);
    global->is_helper = std::all_of(defined.definitions.begin(), defined.definitions.end(),
                                    [](const auto& each) { return each.file->layer == Layer::Design; });
  }
  for (const syntax::DefinedFunction& defined : all) choose(defined);
}

// One complaint for each function: those that follow would be about the same lines.
void Globals::choose(const syntax::DefinedFunction& defined) {
  const Global* global = find(defined.name);
  if (global == nullptr || global->kind != Global::Kind::Function) return;
  note_design(defined);
  if (global->is_absent) return;
  if (check_file_defines_once(defined) && check_defined_once(defined) && check_ranks(defined))
    check_overrides_something(defined);
}

// A patch to a part of the kernel that this scenario does not have.
bool Globals::leave_out(const syntax::DefinedFunction& defined) {
  const FunctionDefinition& lowest = defined.definitions.back();
  if (!lowest.function->overrides || lowest.file->layer != Layer::Design) return false;
  if (context_.unit.not_brought.count(defined.name) == 0) return false;
  Global& global = *find(defined.name);
  global.is_absent = true;
  global.stands_on = defined.name;
  for (const FunctionDefinition& each : defined.definitions) {
    if (each.file->layer == Layer::Design) continue;
    context_.error(name_span(each), fmt::format("there is no function '{}' to override", defined.name),
                   context_.hint_for_missing(defined.name));
  }
  return true;
}

void Globals::note_design(const syntax::DefinedFunction& defined) {
  const auto& all = defined.definitions;
  for (std::size_t i = all.size(); i-- > 0;) {
    if (all[i].file->layer != Layer::Design) continue;
    DesignFunction function;
    function.name = defined.name;
    function.span = name_span(all[i]);
    function.overrides = all[i].function->overrides;
    if (i + 1 < all.size()) function.replaces = context_.sources.place(name_span(all[i + 1]));
    if (find(defined.name)->is_absent) function.not_brought = context_.unit.not_brought.at(defined.name);
    if (i > 0) function.replaced_by = name_span(all.front());
    context_.program.design_functions.push_back(std::move(function));
  }
}

bool Globals::check_file_defines_once(const syntax::DefinedFunction& defined) {
  for (std::size_t i = 0; i + 1 < defined.definitions.size(); ++i) {
    const FunctionDefinition& one = defined.definitions[i];
    const auto other = std::find_if(defined.definitions.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     defined.definitions.end(), [&](const auto& each) { return each.file == one.file; });
    if (other == defined.definitions.end()) continue;
    const bool both = one.function->overrides && other->function->overrides;
    Span first = name_span(one);
    Span second = name_span(*other);
    if (second.begin < first.begin) std::swap(first, second);
    context_.error(second, fmt::format("'{}' is {} twice", defined.name, both ? "overridden" : "defined"),
                   both ? "a file replaces a function once" : "'override' replaces the definition of a file below");
    context_.diagnostics.note(first, "the earlier definition is here");
    return false;
  }
  return true;
}

bool Globals::check_defined_once(const syntax::DefinedFunction& defined) {
  const FunctionDefinition* first = nullptr;
  const FunctionDefinition* hook = nullptr;
  for (auto each = defined.definitions.rbegin(); each != defined.definitions.rend(); ++each) {
    if (each->function->overrides) continue;
    const FunctionDefinition*& known = each->function->is_weak ? hook : first;
    if (known != nullptr) {
      const bool is_hook = std::any_of(defined.definitions.begin(), defined.definitions.end(),
                                       [](const auto& other) { return other.function->is_weak; });
      context_.error(name_span(*each), fmt::format("'{}' is defined twice", defined.name),
                     is_hook ? "a hook has one default and is filled by one file; 'override' replaces what fills it"
                             : "'override' replaces the earlier definition");
      context_.diagnostics.note(name_span(*known), "the earlier definition is here");
      return false;
    }
    known = &*each;
  }
  return true;
}

// Where a file of the same layer stands on both, it has decided.
bool Globals::check_ranks(const syntax::DefinedFunction& defined) {
  const syntax::Ranks ranks(context_.unit);
  for (const FunctionDefinition& one : defined.definitions) {
    for (const FunctionDefinition& other : defined.definitions) {
      if (&one >= &other || one.function->is_weak || other.function->is_weak) continue;
      if (!ranks.are_equal(*one.file, *other.file)) continue;
      const bool decided = std::any_of(defined.definitions.begin(), defined.definitions.end(), [&](const auto& above) {
        return above.file->layer == one.file->layer && ranks.above(*above.file, *one.file) &&
               ranks.above(*above.file, *other.file);
      });
      if (decided) continue;
      context_.error(name_span(one),
                     fmt::format("'{}' is defined in two files of equal rank, {} and {}", defined.name,
                                 context_.sources.place(name_span(other)), context_.sources.place(name_span(one))),
                     "import one file from the other: it ranks above what it imports");
      context_.diagnostics.note(name_span(other), "the other definition is here");
      return false;
    }
  }
  return true;
}

bool Globals::check_overrides_something(const syntax::DefinedFunction& defined) {
  const FunctionDefinition& lowest = defined.definitions.back();
  if (!lowest.function->overrides) return true;
  const Span span = name_span(lowest);
  if (defined.definitions.size() > 1 || find(defined.name)->prototype != nullptr) {
    context_.error(span, fmt::format("'{}' has no earlier definition to override", defined.name),
                   "a file overrides what is defined in the files that it imports");
  } else {
    context_.error(span, fmt::format("there is no function '{}' to override", defined.name),
                   Context::suggestion(defined.name, function_names(globals_, context_.unit)));
  }
  return false;
}

}  // namespace pagerace::semantics
