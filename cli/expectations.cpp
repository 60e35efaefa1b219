#include "cli/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

namespace pagerace::cli {

using checker::Outcome;
using semantics::Expectation;
using syntax::ExpectedVerdict;

namespace {

using Defines = std::vector<std::pair<std::string, std::string>>;

const char* outcome_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::Holds:
      return "holds";
    case Outcome::Violated:
      return "violated";
    case Outcome::Vacuous:
      return "vacuous";
    case Outcome::Inconclusive:
      return "inconclusive";
  }
  return "";
}

Outcome outcome_of(ExpectedVerdict verdict) {
  switch (verdict) {
    case ExpectedVerdict::Holds:
      return Outcome::Holds;
    case ExpectedVerdict::Violated:
      return Outcome::Violated;
    case ExpectedVerdict::Vacuous:
      return Outcome::Vacuous;
  }
  return Outcome::Inconclusive;
}

/// "violated depth 5", in the syntax of an expectation.
std::string phrase(Outcome outcome, std::optional<std::uint64_t> depth) {
  return depth && outcome == Outcome::Violated ? fmt::format("violated depth {}", *depth) : outcome_word(outcome);
}

/// Replaces the text between the colon of an expectation and its settings or end.
Edit rewrite(const Expectation& expectation, const source::Sources& sources, const std::string& text) {
  const std::string_view all = sources.slice(expectation.span);
  const std::size_t colon = all.find(':');
  std::size_t end = std::min(all.find(';'), all.size());
  for (std::size_t with = all.find("with", colon); with != std::string_view::npos && with < end;
       with = all.find("with", with + 1)) {
    const bool is_word = std::isspace(static_cast<unsigned char>(all[with - 1])) != 0 && with + 4 < all.size() &&
                         std::isspace(static_cast<unsigned char>(all[with + 4])) != 0;
    if (is_word) end = with;
  }
  const bool has_settings = end < all.size() && all[end] != ';';
  return {expectation.span.begin + static_cast<std::uint32_t>(colon + 1),
          expectation.span.begin + static_cast<std::uint32_t>(end), " " + text + (has_settings ? " " : "")};
}

/// A kernel as --kernel takes it, from where the program runs.
std::string kernel_from(const std::string& scenario, const std::string& kernel) {
  if (!kernel.ends_with(".race")) return kernel;
  return (std::filesystem::path(scenario).parent_path() / kernel).lexically_normal().string();
}

/// "expect p: violated depth 5 with kernel 6.17;"
std::string expect_line(const Reported& reported, const std::string& settings) {
  std::optional<std::uint64_t> depth;
  if (reported.verdict.finding) depth = reported.verdict.finding->depth;
  return fmt::format("expect {}: {}{};\n", reported.verdict.name, phrase(reported.verdict.outcome, depth), settings);
}

class ExpectationChecker {
 public:
  ExpectationChecker(const Configuration& configuration, const Run& run, const source::Sources& sources)
      : configuration_(configuration), run_(run), sources_(sources) {}

  std::vector<Mismatch> all() {
    for (const Expectation* expectation : configuration_.expectations) {
      if (expectation->verdict)
        compare_verdict(*expectation);
      else
        compare_number(*expectation);
    }
    find_unexpected();
    return std::move(mismatches_);
  }

 private:
  void add(const Expectation& at, const std::string& expected, const std::string& found, std::vector<Edit> edits) {
    mismatches_.push_back({fmt::format("{}: expected {}{}, found {}", sources_.place(at.span), expected,
                                       describe(configuration_.options), found),
                           std::move(edits)});
  }

  const Reported* find(const std::string& name) const {
    const auto found = std::find_if(run_.reported.begin(), run_.reported.end(),
                                    [&](const Reported& reported) { return reported.verdict.name == name; });
    return found == run_.reported.end() ? nullptr : &*found;
  }

  void compare_verdict(const Expectation& expectation) {
    const Outcome expected = outcome_of(*expectation.verdict);
    const std::string name = expectation.subject + ": ";
    const Reported* reported = find(expectation.subject);
    if (reported == nullptr)
      return add(expectation, name + phrase(expected, expectation.number), "no such property", {});
    const Outcome found = reported->verdict.outcome;
    std::optional<std::uint64_t> depth;
    if (reported->verdict.finding) depth = reported->verdict.finding->depth;
    if (found == expected && (!expectation.number || expectation.number == depth)) return;
    std::vector<Edit> edits;
    const std::string now = phrase(found, depth);
    const std::string text = phrase(found, expectation.number || expected != Outcome::Violated ? depth : std::nullopt);
    if (found != Outcome::Inconclusive) edits.push_back(rewrite(expectation, sources_, text));
    const std::string reason = reported->verdict.reason.empty() ? "" : " (" + reported->verdict.reason + ")";
    add(expectation, name + phrase(expected, expectation.number), now + reason, std::move(edits));
  }

  void compare_number(const Expectation& expectation) {
    const std::map<std::string, std::uint64_t> numbers = {
        {"states", run_.search.states}, {"transitions", run_.search.transitions}, {"depth", run_.search.depth}};
    const std::uint64_t found = numbers.at(expectation.subject);
    if (run_.search.stop != checker::Stop::Complete)
      return add(expectation, fmt::format("{}: {}", expectation.subject, expectation.number.value_or(0)),
                 "a search that is not complete: " + exhaustive(run_.search), {});
    if (expectation.number == found) return;
    add(expectation, fmt::format("{}: {}", expectation.subject, expectation.number.value_or(0)), std::to_string(found),
        {rewrite(expectation, sources_, std::to_string(found))});
  }

  /// A property without an expectation must hold; a property of an imported file may be vacuous.
  void find_unexpected() {
    const std::string settings = describe_as_written(*configuration_.expectations.back());
    std::string missing;
    for (const Reported& reported : run_.reported) {
      const checker::Verdict& verdict = reported.verdict;
      const bool is_named =
          std::any_of(configuration_.expectations.begin(), configuration_.expectations.end(),
                      [&](const Expectation* expectation) { return expectation->subject == verdict.name; });
      if (is_named || verdict.outcome == Outcome::Holds) continue;
      if (verdict.outcome == Outcome::Vacuous && !reported.counts) continue;
      std::optional<std::uint64_t> depth;
      if (verdict.finding) depth = verdict.finding->depth;
      add(*configuration_.expectations.front(), "nothing of " + verdict.name,
          phrase(verdict.outcome, depth) + (verdict.reason.empty() ? "" : " (" + verdict.reason + ")"), {});
      if (verdict.outcome != Outcome::Inconclusive) missing += expect_line(reported, settings);
    }
    if (!missing.empty()) mismatches_.back().edits = insertion(missing);
  }

  /// Below the last line about this run.
  std::vector<Edit> insertion(const std::string& lines) const {
    const Expectation& last = *configuration_.expectations.back();
    const std::size_t end_of_line = sources_.text(last.span.file).find('\n', last.span.end);
    const bool is_last = end_of_line == std::string::npos;
    const std::size_t at = is_last ? sources_.text(last.span.file).size() : end_of_line + 1;
    return {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at), (is_last ? "\n" : "") + lines}};
  }

  /// A kernel that is a file is named as the scenario names it.
  std::string describe_as_written(const Expectation& expectation) const {
    ModelOptions options = configuration_.options;
    for (const std::string& written : expectation.kernels)
      if (kernel_from(sources_.path(expectation.span.file), written) == options.kernel) options.kernel = written;
    return describe(options);
  }

  const Configuration& configuration_;
  const Run& run_;
  const source::Sources& sources_;
  std::vector<Mismatch> mismatches_;
};

}  // namespace

std::vector<Configuration> configurations(const std::vector<Expectation>& expectations, const std::string& path) {
  std::vector<Configuration> all;
  for (const Expectation& expectation : expectations) {
    Defines defines = expectation.defines;
    std::sort(defines.begin(), defines.end());
    std::vector<std::string> kernels = expectation.kernels;
    if (kernels.empty()) kernels.emplace_back();
    for (const std::string& written : kernels) {
      const std::string kernel = kernel_from(path, written);
      auto found = std::find_if(all.begin(), all.end(), [&](const Configuration& configuration) {
        return configuration.options.kernel == kernel && configuration.options.defines == defines;
      });
      if (found == all.end()) {
        all.push_back({{kernel, defines, {}, {}, {}}, {}});
        found = all.end() - 1;
      }
      found->expectations.push_back(&expectation);
    }
  }
  return all;
}

bool counts_states(const Configuration& configuration) {
  return std::any_of(
      configuration.expectations.begin(), configuration.expectations.end(),
      [](const semantics::Expectation* expectation) { return expectation->number && !expectation->verdict; });
}

std::string describe(const ModelOptions& options) {
  std::string text;
  const auto add = [&](const std::string& setting) { text += (text.empty() ? " with " : ", ") + setting; };
  if (!options.kernel.empty()) add("kernel " + options.kernel);
  for (const auto& [name, value] : options.defines) add(name + " = " + value);
  return text;
}

std::vector<Mismatch> compare(const Configuration& configuration, const Run& run, const source::Sources& sources) {
  return ExpectationChecker(configuration, run, sources).all();
}

std::vector<std::string> restricted(const Configuration& configuration, const Run& run,
                                    const source::Sources& sources) {
  std::vector<std::string> lines;
  for (const Expectation* expectation : configuration.expectations) {
    for (const Reported& reported : run.reported) {
      const checker::Verdict& verdict = reported.verdict;
      const bool is_restricted = verdict.outcome == Outcome::Holds && !verdict.finding && !verdict.reason.empty();
      if (!is_restricted || verdict.name != expectation->subject) continue;
      lines.push_back(fmt::format("{}: {} holds{} only on what was searched: {}", sources.place(expectation->span),
                                  verdict.name, describe(configuration.options), verdict.reason));
    }
  }
  return lines;
}

std::string first_expectations(const Run& run, const ModelOptions& options) {
  std::string lines;
  for (const Reported& reported : run.reported) {
    const Outcome outcome = reported.verdict.outcome;
    const bool is_own = reported.is_own && reported.verdict.subject.property >= 0;
    const bool is_worth_saying = is_own || (outcome != Outcome::Holds && reported.counts);
    if (is_worth_saying && outcome != Outcome::Inconclusive) lines += expect_line(reported, describe(options));
  }
  return lines;
}

std::string apply(std::string text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin > b.begin; });
  std::size_t limit = text.size();
  for (const Edit& edit : edits) {
    if (edit.end > limit || edit.begin > edit.end) continue;
    text.replace(edit.begin, edit.end - edit.begin, edit.text);
    limit = edit.begin;
  }
  return text;
}

}  // namespace pagerace::cli
