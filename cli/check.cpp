#include "cli/check.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

#include "checker/checkpoint/model_identity.hpp"
#include "checker/step/formula_queries.hpp"
#include "cli/counterexamples.hpp"
#include "cli/interrupt.hpp"
#include "cli/json_report.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"
#include "cli/trace_file.hpp"
#include "cli/trials.hpp"

namespace pagerace::cli {

std::string trace_path(const std::string& file, std::size_t number, const std::string& property) {
  if (number == 0) return file;
  const std::string suffix = ".json";
  if (!file.ends_with(suffix)) return file + "." + property;
  return file.substr(0, file.size() - suffix.size()) + "." + property + suffix;
}

std::string resume_command(const CheckOptions& options, const std::string& path, checker::Stop stop) {
  using checker::Stop;
  LimitOptions limits = options.limits;
  EngineOptions engine = options.engine;
  if (stop == Stop::MaxStates) limits.max_states.reset();
  if (stop == Stop::AllDecided) limits.first = false;
  if (stop == Stop::Memory) engine.memory.reset();
  if (stop == Stop::MaxDepth) {
    limits.max_depth.reset();
    engine.no_por = true;  // as in the search so far
  }
  return "pagerace check" + spell(options.model) + spell(limits) + spell(engine) + spell_resume(options.checkpoint) +
         " " + quote_file(path);
}

namespace {

/// For all trials of --environment any together, where there is no --timeout.
constexpr double kSecondsOfTrials = 60;

/// One invocation: checks its files one after the other.
class Checking {
 public:
  explicit Checking(const CheckOptions& options)
      : options_(options), interrupt_(catch_interrupts()), progress_wanted_(catch_progress_requests()) {
    survive_file_size_limit();
  }

  Exit all() {
    Exit exit = Exit::Holds;
    for (const std::string& file : options_.files) {
      if (interrupt_.load()) return finish(worst(exit, Exit::Inconclusive));
      exit = worst(exit, one(file));
    }
    return finish(exit);
  }

 private:
  Exit one(const std::string& file) {
    began_ = std::chrono::steady_clock::now();
    const bool is_any = options_.model.environment == std::vector<std::string>{kAnyActor};
    ModelOptions model_options = options_.model;
    if (is_any) model_options.environment.clear();
    auto model = load_model(file, model_options, Stage::System);
    print_problems(*model, stderr, use_color(options_.color, STDERR_FILENO));
    if (!is_searchable(*model)) {
      if (options_.json) json_.add_failed(*model);
      return Exit::Usage;
    }
    try {
      return is_any ? try_and_show(std::move(model)) : search_and_show(*model);
    } catch (const checker::CheckpointError& error) {
      fmt::print(stderr, "pagerace: {}\n", error.what());
      return Exit::Usage;
    }
  }

  Exit search_and_show(const Model& model) {
    RunOptions options = run_options(model);
    std::optional<checker::Checkpoint> checkpoint = open(model, options.search);
    std::optional<properties::Checkpointing> checkpointing;
    if (checkpoint) {
      const CheckpointOptions& asked = options_.checkpoint;
      checkpointing.emplace(properties::Checkpointing{*checkpoint, !asked.resume.empty(),
                                                      asked.every.value_or(kSecondsBetweenCheckpoints)});
      options.checkpointing = &*checkpointing;
    }
    const Run run = search(model, std::move(options));
    if (!run.fault.empty()) {
      fmt::print(stderr, "pagerace: {}: {}\n", model.path, run.fault);
      return Exit::Internal;
    }
    show(model, run);
    const bool is_written = write_traces(run);
    if (checkpointing) leave(*checkpointing, model, run);
    return is_written ? run.exit : worst(run.exit, Exit::Usage);
  }

  /// --environment any
  Exit try_and_show(std::unique_ptr<Model> alone) {
    const double seconds_in_all = options_.limits.timeout.value_or(kSecondsOfTrials);
    const auto time_left = [&] { return interrupt_.load() ? 0 : seconds_in_all - seconds(); };
    const auto search_one = [&](const Model& model, const ModelOptions& model_options, double at_most) {
      RunOptions options = run_options(model);
      options.search.timeout = at_most;
      options.command = command(model_options, model.path);
      return run_with_progress(model, model_options, std::move(options));
    };
    ModelOptions without = options_.model;
    without.environment.clear();
    Trials trials = try_each(std::move(alone), without, all_actors(), {search_one, time_left});
    if (trials.exit != Exit::Violated) trials.run.command = command(options_.model, trials.model->path);
    if (!trials.run.fault.empty()) {
      fmt::print(stderr, "pagerace: {}: {}\n", trials.model->path, trials.run.fault);
      return Exit::Internal;
    }
    show(trials);
    return write_traces(trials.run) ? trials.exit : worst(trials.exit, Exit::Usage);
  }

  std::string command(const ModelOptions& model, const std::string& path) const {
    return "pagerace check" + spell(model) + spell(options_.limits) + spell(options_.engine) + " " + quote_file(path);
  }

  std::optional<checker::Checkpoint> open(const Model& model, const checker::SearchOptions& search) const {
    if (options_.checkpoint.folder.empty() && options_.checkpoint.resume.empty()) return std::nullopt;
    const std::size_t queries = checker::queries_of(*model.system).size();
    return open_checkpoint(options_.checkpoint, identity_of(model, options_.model, search),
                           checker::shape_of(*model.system, checker::state_shape(*model.system), queries));
  }

  RunOptions run_options(const Model& model) const {
    RunOptions options;
    const LimitOptions& limits = options_.limits;
    if (limits.max_states) options.search.max_states = *limits.max_states;
    if (limits.max_depth) options.search.max_depth = *limits.max_depth;
    if (limits.timeout) options.search.timeout = *limits.timeout - seconds();
    options.search.stop_at_first = limits.first;
    apply(options_.engine, options.search);
    options.search.interrupt = &interrupt_;
    options.command = command(options_.model, model.path);
    return options;
  }

  /// Seconds since the current file was started, as reading it counts for a time limit too.
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

  Run search(const Model& model, RunOptions options) const {
    const double before = seconds();
    Run searched = run_with_progress(model, options_.model, std::move(options));
    searched.search.seconds += before;
    return searched;
  }

  Run run_with_progress(const Model& model, const ModelOptions& model_options, RunOptions options) const {
    ProgressLine line({options_.progress, options_.is_quiet, &progress_wanted_});
    options.search.progress = [&](const checker::Progress& progress) { line.show(progress); };
    return run(model, model_options, options);
  }

  /// Removes a checkpoint that is no longer needed; otherwise tells the user how to resume.
  void leave(const properties::Checkpointing& checkpointing, const Model& model, const Run& run) const {
    try {
      if (checkpointing.is_over) {
        checkpointing.checkpoint.discard();
      } else if (checkpointing.checkpoint.exists()) {
        fmt::print(stderr, "resume with: {}\n", resume_command(options_, model.path, run.search.stop));
      }
    } catch (const checker::CheckpointError& error) {
      fmt::print(stderr, "pagerace: {}\n", error.what());
    }
  }

  void show(const Model& model, const Run& run) {
    if (options_.json) {
      json_.add(model, run);
      return;
    }
    show_text(model.path, report(model, run, how_to_report()));
  }

  void show(const Trials& trials) {
    if (options_.json) return json_.add(trials);
    show_text(trials.model->path, report(trials, how_to_report()));
  }

  ReportOptions how_to_report() const {
    return {options_.is_quiet, options_.is_verbose, use_color(options_.color, STDOUT_FILENO), options_.all_traces};
  }

  void show_text(const std::string& path, const std::string& text) {
    if (options_.files.size() > 1) fmt::print("{}== {} ==\n", shown_ ? "\n" : "", path);
    shown_ = true;
    fmt::print("{}", text);
    std::fflush(stdout);
  }

  bool write_traces(const Run& run) {
    if (options_.trace_file.empty()) return true;
    const Reported* const foremost = foremost_counterexample(run);
    if (foremost == nullptr) return true;
    if (!write(*foremost)) return false;
    if (!options_.all_traces) return true;
    for (const Reported& reported : run.reported) {
      if (!is_counterexample(reported) || &reported == foremost) continue;
      if (!write(reported)) return false;
    }
    return true;
  }

  bool write(const Reported& reported) {
    return write_trace(*reported.trace, trace_path(options_.trace_file, traces_++, reported.verdict.name));
  }

  Exit finish(Exit exit) const {
    if (options_.json) fmt::print("{}", json_.text(exit));
    return exit;
  }

  const CheckOptions& options_;
  const std::atomic<bool>& interrupt_;
  std::atomic<bool>& progress_wanted_;
  std::chrono::steady_clock::time_point began_;
  JsonReport json_;
  std::size_t traces_ = 0;
  bool shown_ = false;
};

}  // namespace

Exit check(const CheckOptions& options) { return Checking(options).all(); }

}  // namespace pagerace::cli
