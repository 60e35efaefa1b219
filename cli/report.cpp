#include "cli/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>

#include <string>

#include "cli/counterexamples.hpp"
#include "cli/uncovered.hpp"
#include "cli/verdict_lines.hpp"
#include "traces/render/formats.hpp"

namespace pagerace::cli {

namespace {

std::string drawn(const traces::Trace& trace, const ReportOptions& options) {
  traces::RenderOptions shown;
  shown.with_ghosts = options.is_verbose;
  shown.color = options.color;
  return "\n" + traces::render(trace, traces::kColumns, shown);
}

bool is_shown(const Run& run, const Reported& reported, const ReportOptions& options) {
  if (!reported.trace) return false;
  return reported.trace->is_witness ? options.is_verbose
                                    : options.all_traces || &reported == foremost_counterexample(run);
}

std::string traces(const Run& run, const ReportOptions& options) {
  std::string text;
  for (const Reported& reported : run.reported)
    if (is_shown(run, reported, options)) text += drawn(*reported.trace, options);
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

/// The counterexamples that are left out, and how to see them. Empty if there are none.
std::string not_shown(const Run& run, const ReportOptions& options) {
  std::vector<std::string> names;
  for (const Reported& reported : run.reported)
    if (!options.is_quiet && is_counterexample(reported) && !is_shown(run, reported, options))
      names.push_back(reported.verdict.name);
  if (names.empty()) return "";
  if (names.size() == 1)
    return fmt::format("the counterexample of {0}: see --property {0}, or --all-traces", names.front());
  return fmt::format("the counterexamples of {}: see --property NAME, or --all-traces", fmt::join(names, ", "));
}

/// `trials` may be null.
std::string closing_block(const Model& model, const Run& run, const Trials* trials, const ReportOptions& options) {
  const checker::SearchResult& search = run.search;
  const std::vector<unsigned> uncovered = uncovered_lines(*model.system, model.sources, search.coverage);
  std::string text;
  const auto line = [&](const char* key, const std::string& value) { text += fmt::format("{} {}\n", key, value); };
  line("Result:", trials != nullptr ? result_line(*trials) : result_line(run));
  if (const std::string rest = not_shown(run, options); !rest.empty()) line("Not shown:", rest);
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
    line("Not evaluated:", fmt::format("{} {} of the kind of VM_BUG_ON(), as CONFIG_DEBUG_VM is off", off,
                                       off == 1 ? "check" : "checks"));
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
  if (options.is_quiet) return closing_block(model, run, trials, options);
  return verdict_lines(model, run, options) + traces(run, options) + "\n" + notes(run.search) +
         closing_block(model, run, trials, options);
}

}  // namespace

std::string report(const Model& model, const Run& run, const ReportOptions& options) {
  return report(model, run, nullptr, options);
}

std::string report(const Trials& trials, const ReportOptions& options) {
  return report(*trials.model, trials.run, &trials, options);
}

}  // namespace pagerace::cli
