#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "cli/mutate_survey.hpp"

namespace pagerace::cli {

namespace {

constexpr std::array<MutantFate, 5> kColumns = {MutantFate::Noticed, MutantFate::Survived, MutantFate::Inconclusive,
                                                MutantFate::ChangesNothing, MutantFate::NotReached};

std::string table_of(const Mutated& mutated) {
  std::string text = "| design | mutants |";
  std::string rule = "| --- | ---: |";
  for (const MutantFate fate : kColumns) {
    text += fmt::format(" {} |", title_of(fate));
    rule += " ---: |";
  }
  text += "\n" + rule + "\n";
  for (const Survey& survey : mutated.surveys) {
    const std::size_t run = survey.mutants.size() - survey.count(MutantFate::Refused);
    text += fmt::format("| {} | {} |", survey.kernel, run);
    for (const MutantFate fate : kColumns) text += fmt::format(" {} |", survey.count(fate));
    text += "\n";
  }
  return text;
}

/// The lines of one side of a difference, as code; a vertical bar would end the cell.
std::string side(const std::string& difference, char mark) {
  std::string text;
  std::size_t at = 0;
  while (at < difference.size()) {
    const std::size_t end = difference.find('\n', at);
    if (difference[at] == mark) {
      const std::size_t begin = difference.find_first_not_of(" \t", at + 1);
      if (!text.empty()) text += "<br>";
      text += '`';
      for (std::size_t i = begin; i < end; i++) text += difference[i] == '|' ? "\\|" : std::string(1, difference[i]);
      text += '`';
    }
    at = end + 1;
  }
  return text;
}

std::string list_of(const Mutated& mutated, MutantFate fate) {
  const std::vector<Survivor> survivors = by_place(mutated, fate);
  if (survivors.empty()) return "";
  std::string text =
      fmt::format("\n{} at {} {}:\n\n", title_of(fate), survivors.size(), survivors.size() == 1 ? "place" : "places");
  text += "| place | function | weakened | was | is | under |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const Survivor& survivor : survivors) {
    const Mutant& mutant = *survivor.mutant;
    const bool is_everywhere = survivor.kernels.size() == mutated.surveys.size() && mutated.surveys.size() > 1;
    text += fmt::format("| {} | `{}()` | {}: {} | {} | {} | {} |\n", mutant.place(), mutant.function,
                        mutation::name_of(mutant.op), mutant.what, side(mutant.difference, '-'),
                        side(mutant.difference, '+'),
                        is_everywhere ? "all" : fmt::format("{}", fmt::join(survivor.kernels, ", ")));
  }
  return text;
}

}  // namespace

std::string mutate_markdown(const Mutated& mutated) {
  std::string text = table_of(mutated);
  text += list_of(mutated, MutantFate::Survived);
  text += list_of(mutated, MutantFate::Inconclusive);
  if (mutated.is_incomplete) text += "\nInterrupted: this is as far as mutants were run.\n";
  return text;
}

}  // namespace pagerace::cli
