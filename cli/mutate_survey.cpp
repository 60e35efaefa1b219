#include "cli/mutate_survey.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace pagerace::cli {

bool Mutant::operator<(const Mutant& other) const {
  return std::tie(path, line, column, op) < std::tie(other.path, other.line, other.column, other.op);
}

std::size_t Survey::count(MutantFate fate) const {
  return static_cast<std::size_t>(
      std::count_if(mutants.begin(), mutants.end(), [&](const Mutant& mutant) { return mutant.fate == fate; }));
}

std::vector<Survivor> by_place(const Mutated& mutated, MutantFate fate) {
  std::vector<Survivor> all;
  std::map<std::pair<std::string, mutation::Operator>, std::size_t> known;
  for (const Survey& survey : mutated.surveys) {
    for (const Mutant& mutant : survey.mutants) {
      if (mutant.fate != fate) continue;
      const auto [place, is_new] = known.emplace(std::pair(mutant.place(), mutant.op), all.size());
      if (is_new) all.push_back({&mutant, {}, {}});
      Survivor& survivor = all[place->second];
      survivor.kernels.push_back(survey.kernel);
      for (const std::string& path : mutant.settings)
        if (std::find(survivor.settings.begin(), survivor.settings.end(), path) == survivor.settings.end())
          survivor.settings.push_back(path);
    }
  }
  std::sort(all.begin(), all.end(), [](const Survivor& a, const Survivor& b) { return *a.mutant < *b.mutant; });
  return all;
}

const char* title_of(MutantFate fate) {
  switch (fate) {
    case MutantFate::Noticed:
      return "noticed";
    case MutantFate::Survived:
      return "survived";
    case MutantFate::Inconclusive:
      return "inconclusive";
    case MutantFate::ChangesNothing:
      return "changes nothing";
    case MutantFate::NotReached:
      return "not reached";
    case MutantFate::Refused:
      return "no program";
    case MutantFate::NotRun:
      break;
  }
  return "not run";
}

}  // namespace pagerace::cli
