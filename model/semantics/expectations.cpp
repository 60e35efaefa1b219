#include "model/semantics/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/semantics/check.hpp"
#include "model/semantics/globals.hpp"
#include "model/semantics/properties.hpp"

namespace pagerace::semantics {

namespace {

bool is_count(const std::string& name) { return name == "states" || name == "transitions" || name == "depth"; }

/// "2019-no-hook" of "designs/2019-no-hook.race".
std::string stem(std::string path) {
  const auto slash = path.rfind('/');
  if (slash != std::string::npos) path.erase(0, slash + 1);
  const std::string ending = ".race";
  if (path.size() > ending.size() && path.compare(path.size() - ending.size(), ending.size(), ending) == 0)
    path.erase(path.size() - ending.size());
  return path;
}

/// An expectation for another kernel may name things that only that kernel has.
bool concerns_this_run(const Context& context, const Expectation& expectation) {
  if (expectation.kernels.empty()) return true;
  return std::any_of(context.unit.files.begin(), context.unit.files.end(), [&](const syntax::File& file) {
    const std::string loaded = stem(context.sources.path(file.id));
    return std::any_of(expectation.kernels.begin(), expectation.kernels.end(),
                       [&](const std::string& kernel) { return stem(kernel) == loaded; });
  });
}

void check_subject(Context& context, const syntax::ExpectDeclaration& written) {
  const std::string& name = written.subject.name;
  if (is_builtin_property(name)) return;
  std::vector<std::string> known(kCheckNames.begin(), kCheckNames.end());
  for (const Property& property : context.program.properties) {
    if (property.name == name) return;
    known.push_back(property.name);
  }
  for (const char* count : {"states", "transitions", "depth"}) known.emplace_back(count);
  context.error(written.subject.span, fmt::format("there is no property '{}'", name), Context::suggestion(name, known));
}

void check_setting(Context& context, const syntax::ExpectSetting& setting) {
  Global* global = context.globals->find(setting.name.name);
  if (global == nullptr || global->kind != Global::Kind::Constant) {
    context.error(setting.name.span, fmt::format("there is no constant '{}'", setting.name.name),
                  Context::suggestion(setting.name.name, context.globals->constant_names()));
    return;
  }
  std::string problem;
  if (!context.globals->resolve(*global)) return;
  context.globals->parse_value(*global, setting.value, problem);
  if (!problem.empty()) context.error(setting.name.span, fmt::format("{} {}", quoted(setting.value), problem));
}

Expectation expectation_of(const syntax::ExpectDeclaration& written, Span span) {
  Expectation expectation;
  expectation.subject = written.subject.name;
  expectation.verdict = written.verdict;
  expectation.number = written.number;
  expectation.span = span;
  for (const auto& setting : written.settings) {
    if (setting.name.name == "kernel")
      expectation.kernels.push_back(setting.value);
    else
      expectation.defines.emplace_back(setting.name.name, setting.value);
  }
  return expectation;
}

void check_expectation(Context& context, const syntax::ExpectDeclaration& written, Span span) {
  Expectation expectation = expectation_of(written, span);
  if (concerns_this_run(context, expectation)) {
    if (!is_count(expectation.subject)) check_subject(context, written);
    for (const auto& setting : written.settings)
      if (setting.name.name != "kernel") check_setting(context, setting);
  }
  context.program.expectations.push_back(std::move(expectation));
}

}  // namespace

void check_expectations(Context& context) {
  if (context.unit.files.empty()) return;
  for (const auto& declaration : context.unit.files.back().declarations)
    if (const auto* written = std::get_if<syntax::ExpectDeclaration>(&declaration.node))
      check_expectation(context, *written, declaration.span);
}

std::vector<Expectation> written_expectations(const syntax::Unit& unit) {
  std::vector<Expectation> all;
  if (unit.files.empty()) return all;
  for (const auto& declaration : unit.files.back().declarations)
    if (const auto* written = std::get_if<syntax::ExpectDeclaration>(&declaration.node))
      all.push_back(expectation_of(*written, declaration.span));
  return all;
}

}  // namespace pagerace::semantics
