// What a scenario can have one more of.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/library.hpp"
#include "cli/trials.hpp"
#include "model/source/read_file.hpp"

namespace pagerace::cli {

namespace {

/// The words in the comment of an actor's file after which it says why it is left to who asks for it.
constexpr const char* kNotAny = "Not part of `any`: ";

/// Why an actor is only there if it is asked for by name; or empty.
std::string why_not_any(const std::string& name, const std::string& library) {
  const std::string text = source::read_file(actor_path(name, library)).text.value_or("");
  const std::size_t at = text.find(kNotAny);
  if (at == std::string::npos) return "";
  std::string why = text.substr(at + std::string(kNotAny).size());
  why = why.substr(0, why.find(". "));
  return why.substr(0, why.find(".\n"));
}

std::optional<system::Value> value_of(const Model& model, const std::string& name) {
  for (const semantics::Constant& constant : model.program->constants)
    if (constant.name == name) return constant.value;
  return std::nullopt;
}

/// One more of what each constant counts that `others` does not know.
std::vector<Widening> one_more(const Model& model, const std::vector<std::string>& others) {
  std::vector<Widening> widenings;
  for (const std::string& name : model.counts.constants) {
    if (std::ranges::find(others, name) != others.end()) continue;
    const std::optional<system::Value> value = value_of(model, name);
    if (!value) continue;
    const std::string more = std::to_string(*value + 1);
    widenings.push_back({fmt::format("{} = {}", name, more), {}, {{name, more}}});
  }
  return widenings;
}

bool is_there(const std::string& actor, const ModelOptions& options) {
  return std::ranges::find(options.environment, actor) != options.environment.end();
}

}  // namespace

Choice all_actors() {
  Choice choice;
  const std::string library = library_folder();
  for (const std::string& name : actor_names(library)) {
    if (const std::string why = why_not_any(name, library); !why.empty())
      choice.left_out.push_back({name, why});
    else
      choice.widenings.push_back({name, {name}});
  }
  return choice;
}

Choice all_widenings(const Model& scenario, const ModelOptions& options) {
  Choice choice = all_actors();
  std::erase_if(choice.widenings, [&](const Widening& each) { return is_there(each.name, options); });
  std::vector<Widening> twice;
  for (const Widening& actor : choice.widenings) {
    ModelOptions with = options;
    with.environment.push_back(actor.name);
    const auto model = load_model(scenario.path, with, Stage::Program);
    if (model->program == nullptr) continue;  // it is refused with the first of it, too
    for (Widening& more : one_more(*model, scenario.counts.constants)) {
      more.name = fmt::format("{}[{}]", actor.name, more.defines.front().second);
      more.actors = {actor.name};
      twice.push_back(std::move(more));
    }
  }
  choice.widenings.insert(choice.widenings.end(), twice.begin(), twice.end());
  for (Widening& more : one_more(scenario, {})) choice.widenings.push_back(std::move(more));
  for (const std::string& number : scenario.counts.numbers)
    choice.left_out.push_back({"one more of " + number, "a constant in the place of the number could be widened"});
  return choice;
}

}  // namespace pagerace::cli
