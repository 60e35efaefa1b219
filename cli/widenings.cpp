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

/// One more of what the constant counts; nothing if there is no such constant.
std::optional<Widening> one_more(const Model& model, const std::string& constant) {
  for (const semantics::Constant& each : model.program->constants) {
    if (each.name != constant) continue;
    const std::string more = std::to_string(each.value + 1);
    Widening widening{fmt::format("{} = {}", constant, more), {}, {{constant, more}}, {}};
    widening.counts = {widening.name};
    return widening;
  }
  return std::nullopt;
}

/// An actor a second time, and with greater orders if it is the one that brings them.
std::vector<Widening> more_of(const std::string& actor, const Model& scenario, const Model& with_it) {
  std::vector<Widening> widenings;
  const std::vector<std::string>& known = scenario.counts.constants;
  for (const std::string& constant : with_it.counts.constants) {
    if (std::ranges::find(known, constant) != known.end()) continue;
    std::optional<Widening> twice = one_more(with_it, constant);
    if (!twice) continue;
    twice->name = fmt::format("{}[{}]", actor, twice->defines.front().second);
    twice->counts.clear();
    widenings.push_back(std::move(*twice));
  }
  if (with_it.counts.has_orders && !scenario.counts.has_orders)
    if (std::optional<Widening> orders = one_more(with_it, kGreatestOrder)) widenings.push_back(std::move(*orders));
  for (Widening& widening : widenings) {
    widening.actors = {actor};
    widening.is_second = true;
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
    for (Widening& more : more_of(actor.name, scenario, *model)) twice.push_back(std::move(more));
  }
  choice.widenings.insert(choice.widenings.end(), twice.begin(), twice.end());
  std::vector<std::string> constants = scenario.counts.constants;
  if (scenario.counts.has_orders) constants.emplace_back(kGreatestOrder);
  for (const std::string& constant : constants)
    if (std::optional<Widening> more = one_more(scenario, constant)) choice.widenings.push_back(std::move(*more));
  for (const std::string& number : scenario.counts.numbers)
    choice.left_out.push_back({"one more of " + number, "a constant in the place of the number could be widened"});
  return choice;
}

}  // namespace pagerace::cli
