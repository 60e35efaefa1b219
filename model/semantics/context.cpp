#include "model/semantics/context.hpp"

#include "model/semantics/function_types.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/type_names.hpp"
#include "model/syntax/library_names.hpp"

namespace pagerace::semantics {

Context::Context(const syntax::Unit& unit, const source::Sources& sources, source::Diagnostics& diagnostics,
                 Program& program)
    : unit(unit),
      sources(sources),
      diagnostics(diagnostics),
      program(program),
      types(*program.types),
      type_names(std::make_unique<TypeNames>(*this)),
      globals(std::make_unique<Globals>(*this)),
      function_types(std::make_unique<FunctionTypes>(*this)) {
  for (const auto& file : unit.files)
    if (file.layer == syntax::Layer::Vocabulary) vocabulary.insert(file.id);
}

Context::~Context() = default;

std::string Context::hint_for_missing(const std::string& name) {
  const auto found = unit.not_brought.find(name);
  if (found == unit.not_brought.end()) {
    if (!imports) imports = syntax::imports_by_name(unit.library);
    const auto import = imports->find(name);
    return import == imports->end() ? "" : "write `import \"" + import->second + "\";`, which brings it";
  }
  missing = name;
  return "it is in " + found->second + ", which nothing imports";
}

std::string Context::suggestion(const std::string& name, const std::vector<std::string>& candidates) {
  const std::string closest = source::did_you_mean(name, candidates);
  return closest.empty() ? "" : "did you mean " + quoted(closest) + "?";
}

Variable* Context::new_variable(const syntax::Identifier& name, const Type* type, Storage storage) {
  program.variables.push_back(std::make_unique<Variable>());
  Variable* variable = program.variables.back().get();
  variable->name = name.name;
  variable->type = type;
  variable->storage = storage;
  variable->span = name.span;
  variable->from_vocabulary = in_vocabulary(name.span);
  return variable;
}

}  // namespace pagerace::semantics
