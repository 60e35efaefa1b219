#include "cli/report.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "cli/uncovered.hpp"
#include "traces/render/formats.hpp"

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

std::string verdict_lines(const Model& model, const Run& run, const ReportOptions& options) {
  std::string text;
  bool all_hold = true;
  bool all_decided = true;
  bool any_built_in = false;
  for (const Reported& reported : run.reported) {
    const bool is_property = reported.verdict.subject.property >= 0;
    const Outcome outcome = reported.verdict.outcome;
    if (!is_property) {
      any_built_in = true;
      all_hold &= outcome != Outcome::Violated;
      all_decided &= outcome != Outcome::Inconclusive;
      if (outcome != Outcome::Violated && !options.is_verbose) continue;
    }
    text += fmt::format("{} {}: {}\n", is_property ? "property" : "built-in check", reported.verdict.name,
                        outcome_text(reported, model.sources, options.color));
    if (outcome == Outcome::Violated && reported.verdict.from_scenario && !run.environment.empty())
      text += "  it is the scenario's own, which may not allow for others\n";
    if (outcome == Outcome::Holds && !reported.verdict.parts.empty())
      text += fmt::format("  it also holds without {}\n", parts_text(reported.verdict, model.sources));
  }
  if (any_built_in && all_hold && !options.is_verbose)
    text += all_decided ? "built-in checks: hold\n" : "built-in checks: no violation found so far\n";
  return text;
}

std::string traces(const Run& run, const ReportOptions& options) {
  std::string text;
  for (const Reported& reported : run.reported) {
    if (!reported.trace || (reported.trace->is_witness && !options.is_verbose)) continue;
    traces::RenderOptions shown;
    shown.with_ghosts = options.is_verbose;
    shown.color = options.color;
    text += "\n" + traces::render(*reported.trace, traces::kColumns, shown);
  }
  return text;
}

std::string reductions(const checker::SearchResult& search) {
  std::string text = "local-steps";
  for (const std::string& reduction : search.reductions) text += ", " + reduction;
  return text;
}

std::string threads_text(std::uint32_t threads) {
  return threads == 1 ? "1 thread" : fmt::format("{} threads", threads);
}

std::string spilled_text(const checker::SearchResult& search) {
  return search.spilled_bytes == 0 ? "" : fmt::format(", {} of it on disk", size_text(search.spilled_bytes));
}

/// Answers questions that a user may have: what was switched off, and why.
std::string notes(const checker::SearchResult& search) {
  std::string text;
  for (const std::string& note : search.notes) text += "note: " + note + "\n";
  return text.empty() ? "" : text + "\n";
}

/// `trials` may be null.
std::string closing_block(const Model& model, const Run& run, const Trials* trials) {
  const checker::SearchResult& search = run.search;
  const std::vector<unsigned> uncovered = uncovered_lines(*model.system, model.sources, search.coverage);
  std::string text;
  const auto line = [&](const char* key, const std::string& value) { text += fmt::format("{} {}\n", key, value); };
  line("Result:", trials != nullptr ? result_line(*trials) : result_line(run));
  line("Kernel:", kernel_text(model));
  if (run.patched)
    for (const std::string& said : describe(*run.patched)) line("Patched:", said);
  if (trials != nullptr) {
    line("Environment:", environment_text(*trials));
    for (const std::string& said : describe(*trials)) line("Tried:", said);
  } else {
    for (const std::string& said : describe(run.environment)) line("Environment:", said);
  }
  line("Memory model:", kMemoryModel);
  line("States:", std::to_string(search.states));
  line("Transitions:", std::to_string(search.transitions));
  line("Depth:", std::to_string(search.depth));
  line("Exhaustive:", exhaustive(search));
  line("Reductions:", reductions(search));
  line("Uncovered:", describe_uncovered(model.path, uncovered));
  if (const std::size_t off = model.system->switched_off.size(); off > 0)
    line("Not evaluated:", fmt::format("{} {} of the VM_BUG_ON() and VM_WARN_ON() kind, since CONFIG_DEBUG_VM is off",
                                       off, off == 1 ? "check" : "checks"));
  line("Time:", fmt::format("{:.3f} s ({}, {})", search.seconds, search.engine, threads_text(search.threads)));
  line("Memory:", fmt::format("{} (store {}, log {}{})", size_text(peak_memory()), size_text(search.store_bytes),
                              size_text(search.log_bytes), spilled_text(search)));
  line("Reproduce:", run.command);
  return text;
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  constexpr double kStep = 1024;
  double size = static_cast<double>(bytes);
  if (size < kStep) return fmt::format("{} B", bytes);
  for (const char* unit : {"kB", "MB", "GB"}) {
    size /= kStep;
    if (size < kStep) return fmt::format("{:.1f} {}", size, unit);
  }
  return fmt::format("{:.1f} TB", size / kStep);
}

std::uint64_t peak_memory() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

namespace {

std::string report(const Model& model, const Run& run, const Trials* trials, const ReportOptions& options) {
  if (options.is_quiet) return closing_block(model, run, trials);
  return verdict_lines(model, run, options) + traces(run, options) + "\n" + notes(run.search) +
         closing_block(model, run, trials);
}

}  // namespace

std::string report(const Model& model, const Run& run, const ReportOptions& options) {
  return report(model, run, nullptr, options);
}

std::string report(const Trials& trials, const ReportOptions& options) {
  return report(*trials.model, trials.run, &trials, options);
}

}  // namespace pagerace::cli
