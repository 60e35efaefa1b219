#include "cli/verdict_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cctype>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/report.hpp"

namespace pagerace::cli {

using checker::Outcome;

namespace {

/// A longer list says no more to a reader.
constexpr std::size_t kMostParts = 4;
/// Of a longer part only the place is told.
constexpr std::size_t kLongestPart = 40;

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!is_space) line += c;
    if (is_space && !line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

std::string paint(const std::string& text, const char* code, bool color) {
  return color ? fmt::format("\033[{}m{}\033[0m", code, text) : text;
}

/// " (`a`, `b`)", or where the asserts stand.
std::string parts_text(const checker::Verdict& verdict, const source::Sources& sources) {
  std::string list;
  for (const system::Span& part : verdict.parts) {
    if (verdict.parts.size() > kMostParts && &part == &verdict.parts[kMostParts]) return list + ", ...";
    const std::string text = on_one_line(sources.slice(part));
    list += list.empty() ? "" : ", ";
    list += text.size() > kLongestPart ? sources.place(part) : "`" + text + "`";
  }
  return list;
}

/// A start that is wrong is not what the threads do.
std::string depth_text(const checker::Finding& finding) {
  const bool is_start = finding.depth == 0 && (finding.start || finding.clause >= 0);
  return fmt::format(" at depth {}{}", finding.depth, is_start ? ", in the initial state" : "");
}

std::string outcome_text(const Reported& reported, const source::Sources& sources, bool color) {
  const checker::Verdict& verdict = reported.verdict;
  switch (verdict.outcome) {
    case Outcome::Holds:
      if (verdict.finding)
        return paint("holds", "32", color) + fmt::format(", reached at depth {}", verdict.finding->depth);
      if (!verdict.reason.empty()) return paint("holds", "32", color) + " on what was searched: " + verdict.reason;
      return paint("holds", "32", color);
    case Outcome::Violated:
      if (verdict.finding)
        return paint("violated", "1;31", color) + depth_text(*verdict.finding) +
               (reported.is_unasked ? "; not asked for, but reported because executions end there" : "");
      return paint("violated", "1;31", color) + (verdict.reason.empty() ? "" : ": " + verdict.reason);
    case Outcome::Vacuous:
      return paint("vacuous", "33", color) + (reported.counts ? ": " : " (imported, does not count): ") +
             verdict.reason + (verdict.parts.empty() ? "" : ": " + parts_text(verdict, sources));
    case Outcome::Inconclusive:
      return paint("inconclusive", "33", color) + (verdict.reason.empty() ? "" : ": " + verdict.reason);
  }
  return "";
}

std::string line_of(const Model& model, const Run& run, const Reported& reported, const ReportOptions& options) {
  const checker::Verdict& verdict = reported.verdict;
  std::string text = fmt::format("{} {}: {}\n", verdict.subject.property >= 0 ? "property" : "built-in check",
                                 verdict.name, outcome_text(reported, model.sources, options.color));
  if (verdict.outcome == Outcome::Violated && verdict.from_scenario && !run.environment.empty())
    text += "  it is the scenario's own, which may not allow for others\n";
  if (verdict.outcome == Outcome::Holds && !verdict.parts.empty())
    text += fmt::format("  it also holds without {}\n", parts_text(verdict, model.sources));
  return text;
}

/// "3 hold; 20 had no chance to fail", by what is said of them, those that count for nothing last.
class Tally {
 public:
  void add(const checker::Verdict& verdict) {
    const std::pair key(verdict.outcome == Outcome::Vacuous, said_of(verdict));
    counts_[key]++;
  }

  std::string text() const {
    std::vector<std::string> parts;
    for (const auto& [key, count] : counts_) {
      const std::string& what = key.second;
      parts.push_back(
          fmt::format("{} {}", count, count == 1 && what.starts_with("hold") ? "holds" + what.substr(4) : what));
    }
    return parts.empty() ? "" : fmt::format("imported properties: {}\n", fmt::join(parts, "; "));
  }

 private:
  static std::string said_of(const checker::Verdict& verdict) {
    switch (verdict.outcome) {
      case Outcome::Holds:
        return verdict.reason.empty() ? "hold" : "hold on what was searched: " + verdict.reason;
      case Outcome::Vacuous:
        return "had no chance to fail (see check --verbose)";
      case Outcome::Inconclusive:
        return "inconclusive" + (verdict.reason.empty() ? "" : ": " + verdict.reason);
      case Outcome::Violated:
        break;
    }
    return "violated";
  }

  std::map<std::pair<bool, std::string>, std::size_t> counts_;
};

std::string built_in_line(const Run& run) {
  bool any = false, all_hold = true, all_decided = true;
  for (const Reported& reported : run.reported) {
    if (reported.verdict.subject.property >= 0) continue;
    any = true;
    all_hold &= reported.verdict.outcome != Outcome::Violated;
    all_decided &= reported.verdict.outcome != Outcome::Inconclusive;
  }
  if (!any || !all_hold) return "";
  return all_decided ? "built-in checks: hold\n" : "built-in checks: no violation found so far\n";
}

}  // namespace

std::string verdict_lines(const Model& model, const Run& run, const ReportOptions& options) {
  std::string properties, built_in;
  Tally imported;
  for (const Reported& reported : run.reported) {
    const bool is_property = reported.verdict.subject.property >= 0;
    const bool has_line = options.is_verbose || reported.verdict.outcome == Outcome::Violated || reported.is_own;
    if (has_line)
      (is_property ? properties : built_in) += line_of(model, run, reported, options);
    else if (is_property)
      imported.add(reported.verdict);
  }
  return properties + imported.text() + built_in + (options.is_verbose ? "" : built_in_line(run));
}

}  // namespace pagerace::cli
