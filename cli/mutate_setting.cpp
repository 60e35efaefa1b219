#include "cli/mutate_setting.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/library.hpp"
#include "cli/model.hpp"
#include "cli/run.hpp"
#include "model/mutation/same_system.hpp"
#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "properties/check.hpp"

namespace pagerace::cli {

using checker::Outcome;
using checker::Stop;
using checker::Verdict;

namespace {

std::optional<syntax::Unit> load_unit(const std::string& path, const ModelOptions& options, source::Sources& sources) {
  source::Diagnostics diagnostics;
  auto unit = syntax::load(path, {options.kernel, options.include_paths, library_folder(), options.patches}, sources,
                           diagnostics);
  if (diagnostics.has_errors()) unit.reset();
  return unit;
}

}  // namespace

SettingSearch::~SettingSearch() = default;

SettingSearch::SettingSearch(const std::string& path, const ModelOptions& model, const checker::SearchOptions& options)
    : options_(model) {
  setting_.path = path;
  const auto loaded = load_model(path, options_, Stage::System);
  is_skipped_ = loaded->sources.size() > loaded->scenario && (!loaded->declares_threads || loaded->names_no_kernel);
  if (!is_searchable(*loaded)) {
    setting_.reason = refusal(*loaded);
  } else if (!options_.kernel.empty() && loaded->kernel != options_.kernel) {
    setting_.use = Setting::Use::OtherDesign;
    setting_.reason = "it is written for kernel " + loaded->kernel;
  } else {
    const checker::SearchResult result = properties::check(*loaded->system, options).result;
    setting_.states = result.states;
    if (result.stop != Stop::Complete) {
      setting_.use = Setting::Use::Unsearched;
      setting_.reason = text_of(result.stop).name;
      return;
    }
    setting_.use = Setting::Use::Used;
    note_held(result);
    note_coverage(*loaded->system, result.coverage);
    system_ = lower(loaded->program);
    const auto unit = load_unit(path, options_, sources_);
    if (unit) mutations_ = mutation::mutations(*unit, sources_);
  }
}

void SettingSearch::note_held(const checker::SearchResult& result) {
  for (const Verdict& verdict : result.verdicts) {
    const bool is_built_in = verdict.subject.property < 0;
    if (verdict.outcome == Outcome::Violated) is_clean_ &= !is_built_in;
    if (verdict.outcome != Outcome::Holds && verdict.outcome != Outcome::Vacuous) continue;
    held_.push_back({verdict.name, is_built_in, verdict.outcome == Outcome::Holds && verdict.from_scenario});
  }
  setting_.held = held_.size();
}

/// Counts what threads execute. Init prepares the setting and is not what is tested.
void SettingSearch::note_coverage(const system::TransitionSystem& system, const checker::Coverage& coverage) {
  for (const system::ThreadTemplate& thread : system.templates) {
    for (const system::Instruction& instruction : thread.code.instructions) {
      if (instruction.op != system::Opcode::Mark || coverage.marks.at(instruction.side) == 0) continue;
      const system::Mark& mark = system.marks[instruction.side];
      if (mark.kind == system::Mark::Kind::Statement) covered_.emplace_back(mark.span.file, mark.span.begin);
    }
  }
  std::sort(covered_.begin(), covered_.end());
  covered_.erase(std::unique(covered_.begin(), covered_.end()), covered_.end());
}

bool SettingSearch::reaches(const mutation::Mutation& mutation) const {
  return std::any_of(mutation.statements.begin(), mutation.statements.end(), [&](const source::Span& statement) {
    return std::binary_search(covered_.begin(), covered_.end(), std::pair(statement.file, statement.begin));
  });
}

/// Keeps only held properties: what is violated anyway shows nothing and costs ghost state. At least one name is
/// needed, since an empty list would mean all.
std::optional<system::TransitionSystem> SettingSearch::lower(std::shared_ptr<const semantics::Program> program) const {
  semantics::LowerOptions options = {{system::kCheckNames.front()}};
  for (const Held& held : held_)
    if (!held.is_built_in) options.properties.push_back(held.name);
  source::Diagnostics diagnostics;
  return semantics::lower(program, options, diagnostics);
}

Trial SettingSearch::run(const mutation::Mutation& mutation, checker::SearchOptions search) const {
  source::Sources sources;
  source::Diagnostics diagnostics;
  auto unit = load_unit(setting_.path, options_, sources);
  if (!unit) return {Trial::Result::Inconclusive, "", 0, "the scenario's files have changed meanwhile"};
  mutation::apply(mutation, *unit, sources, diagnostics);
  std::shared_ptr<const semantics::Program> program;
  if (!diagnostics.has_errors()) program = semantics::check(*unit, {options_.defines}, sources, diagnostics);
  if (program == nullptr) return {Trial::Result::Refused, "", 0, ""};
  const auto system = lower(program);
  if (!system) return {Trial::Result::Refused, "", 0, ""};
  if (system_ && mutation::is_same(*system_, *system)) return {Trial::Result::ChangesNothing, "", 0, ""};
  search.stop_at_first = is_clean_;
  return judge(properties::check(*system, search).result);
}

Trial SettingSearch::judge(const checker::SearchResult& result) const {
  for (const Verdict& verdict : result.verdicts) {
    const auto held = std::find_if(held_.begin(), held_.end(), [&](const Held& each) {
      return each.name == verdict.name && each.is_built_in == (verdict.subject.property < 0);
    });
    if (held == held_.end()) continue;
    if (verdict.outcome == Outcome::Violated)
      return {Trial::Result::Noticed, verdict.name, verdict.finding ? verdict.finding->depth : 0, ""};
    if (verdict.outcome == Outcome::Vacuous && held->counts_if_vacuous)
      return {Trial::Result::Noticed, verdict.name + " (vacuous)", 0, ""};
  }
  if (result.stop != Stop::Complete)
    return {Trial::Result::Inconclusive, "", 0, setting_.path + ": " + text_of(result.stop).name};
  return {Trial::Result::Unnoticed, "", 0, ""};
}

}  // namespace pagerace::cli
