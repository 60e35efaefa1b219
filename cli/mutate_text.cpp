#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "cli/mutate_survey.hpp"

namespace pagerace::cli {

namespace {

constexpr std::array<MutantFate, kMutantFates> kFates = {
    MutantFate::Noticed,    MutantFate::Survived, MutantFate::Inconclusive, MutantFate::ChangesNothing,
    MutantFate::NotReached, MutantFate::Refused,  MutantFate::NotRun};

std::string counts_of(const Survey& survey) {
  std::string text = fmt::format("{} mutants", survey.mutants.size());
  for (const MutantFate fate : kFates)
    if (survey.count(fate) > 0 || fate == MutantFate::Noticed || fate == MutantFate::Survived)
      text += fmt::format(", {} {}", survey.count(fate), title_of(fate));
  return text;
}

std::string settings_of(const Survey& survey) {
  std::string text;
  for (const Setting& setting : survey.settings) {
    if (setting.use == Setting::Use::Used)
      text +=
          fmt::format("  {}: {} states, {} properties and checks hold\n", setting.path, setting.states, setting.held);
    else
      text += fmt::format("  {}: not used: {}\n", setting.path, setting.reason);
  }
  return text;
}

std::string painted(const std::string& difference, bool color) {
  std::string text;
  std::size_t at = 0;
  while (at < difference.size()) {
    const std::size_t end = difference.find('\n', at);
    const std::string line = difference.substr(at, end - at);
    const bool is_old = line.starts_with('-');
    text += color ? fmt::format("\033[{}m{}\033[0m\n", is_old ? 31 : 32, line) : line + "\n";
    at = end + 1;
  }
  return text;
}

std::string section(const Mutated& mutated, MutantFate fate, bool color) {
  std::string text;
  for (const Survivor& survivor : by_place(mutated, fate)) {
    const Mutant& mutant = *survivor.mutant;
    text += fmt::format("\n{}: {}: {} in {}(): {}\n", mutant.place(), title_of(fate), mutation::name_of(mutant.op),
                        mutant.function, mutant.what);
    text += painted(mutant.difference, color);
    text += fmt::format("  under {}\n", fmt::join(survivor.kernels, ", "));
    if (!mutant.reason.empty()) text += "  " + mutant.reason + "\n";
    for (const std::string& setting : survivor.settings) text += "  in " + setting + "\n";
  }
  return text;
}

std::string verdict_of(const Mutant& mutant) {
  std::string text = title_of(mutant.fate);
  if (mutant.fate == MutantFate::Noticed) {
    text += fmt::format(" by {}", mutant.property);
    if (mutant.depth > 0) text += fmt::format(" at depth {}", mutant.depth);
    text += " in " + mutant.settings.back();
  }
  return text;
}

std::string all_of(const Survey& survey) {
  std::string text;
  for (const Mutant& mutant : survey.mutants)
    text += fmt::format("  {} {} in {}(), {}: {}\n", mutant.place(), mutation::name_of(mutant.op), mutant.function,
                        mutant.what, verdict_of(mutant));
  return text;
}

}  // namespace

std::string mutate_text(const Mutated& mutated, bool color) {
  std::string text;
  std::size_t survived = 0;
  std::size_t decided = 0;
  for (const Survey& survey : mutated.surveys) {
    text += fmt::format("{}: {}\n{}", survey.kernel, counts_of(survey), settings_of(survey));
    if (mutated.is_verbose) text += all_of(survey);
    survived += survey.count(MutantFate::Survived);
    decided += survey.count(MutantFate::Survived) + survey.count(MutantFate::Noticed);
  }
  text += section(mutated, MutantFate::Survived, color);
  text += section(mutated, MutantFate::Inconclusive, color);
  const std::string result =
      decided == 0 ? "no mutant came to a verdict" : fmt::format("{} of {} mutants survived", survived, decided);
  text +=
      fmt::format("\nResult: {}{}\n", result, mutated.is_incomplete ? ", as far as they were run (interrupted)" : "");
  return text + fmt::format("Time: {:.3f} s\nReproduce: {}\n", mutated.seconds, mutated.command);
}

}  // namespace pagerace::cli
