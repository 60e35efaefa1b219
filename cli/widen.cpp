#include "cli/widen.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/counterexamples.hpp"
#include "cli/interrupt.hpp"
#include "cli/json_report.hpp"
#include "cli/report.hpp"
#include "cli/trace_file.hpp"
#include "cli/trials.hpp"

namespace pagerace::cli {

namespace {

constexpr double kSecondsOfBudget = 60;

class Widen {
 public:
  explicit Widen(const WidenOptions& options)
      : options_(options),
        interrupt_(catch_interrupts()),
        began_(std::chrono::steady_clock::now()),
        is_colored_(use_color(options.color, STDOUT_FILENO)) {}

  Exit all() {
    auto scenario = load_model(options_.file, options_.model, Stage::System);
    print_problems(*scenario, stderr, use_color(options_.color, STDERR_FILENO));
    if (!is_searchable(*scenario)) return refuse(*scenario);
    kernel_ = kernel_text(*scenario);
    Choice choice = all_widenings(*scenario, options_.model);
    if (!options_.json) fmt::print("{:>10}  {}\n", "states", "with one more");
    const auto search_one = [this](const Model& model, const ModelOptions& with, double seconds) {
      return search(model, with, seconds);
    };
    const auto tell = [this](const WidenedTrial& trial) { show(trial); };
    const auto left = [this] { return interrupt_.load() ? 0 : budget() - seconds(); };
    const Trials trials = try_each(std::move(scenario), options_.model, std::move(choice), {search_one, left, tell});
    if (!trials.run.fault.empty()) {
      fmt::print(stderr, "pagerace: {}: {}\n", options_.file, trials.run.fault);
      return Exit::Internal;
    }
    show(trials);
    return write_first_trace(trials.run) ? trials.exit : worst(trials.exit, Exit::Usage);
  }

 private:
  Exit refuse(const Model& scenario) const {
    if (options_.json) {
      JsonReport json;
      json.add_failed(scenario);
      fmt::print("{}", json.text(Exit::Usage));
    }
    return Exit::Usage;
  }

  Run search(const Model& model, const ModelOptions& with, double at_most) const {
    RunOptions options;
    apply(options_.engine, options.search);
    options.search.timeout = at_most;
    options.search.interrupt = &interrupt_;
    options.command = "pagerace check" + spell(with) + spell(options_.engine) + " " + quote_file(model.path);
    return run(model, with, options);
  }

  void show(const WidenedTrial& trial) const {
    if (options_.json) return;
    const bool is_first = trial.counts.empty() && trial.actors.size() == options_.model.environment.size();
    fmt::print("{:>10}  {}: {}\n", trial.states, is_first ? "nothing, as it is" : names_of(trial), trial.result);
    std::fflush(stdout);
  }

  /// The counterexample of what broke, with the closing lines of its search; else the closing lines of all.
  void show(const Trials& trials) const {
    if (options_.json) {
      JsonReport json;
      json.add(trials);
      fmt::print("{}", json.text(trials.exit));
      return;
    }
    if (trials.exit == Exit::Violated) {
      fmt::print("\n{}", report(*trials.model, trials.run, {.color = is_colored_}));
      return;
    }
    fmt::print("\nResult: {}\nKernel: {}\n", result_line(trials), kernel_);
    for (const std::string& line : describe_rest(trials)) fmt::print("Tried: {}\n", line);
    fmt::print("Memory model: {}\nTime: {:.3f} s\nReproduce: {}\n", kMemoryModel, seconds(), command());
  }

  std::string command() const {
    std::string text = "pagerace widen" + spell(options_.model) + spell(options_.engine);
    if (options_.budget) text += " --budget " + spell_duration(*options_.budget);
    return text + " " + quote_file(options_.file);
  }

  bool write_first_trace(const Run& run) const {
    if (options_.trace_file.empty()) return true;
    const Reported* const foremost = foremost_counterexample(run);
    return foremost == nullptr || write_trace(*foremost->trace, options_.trace_file);
  }

  double budget() const { return options_.budget.value_or(kSecondsOfBudget); }
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

  const WidenOptions& options_;
  const std::atomic<bool>& interrupt_;
  const std::chrono::steady_clock::time_point began_;
  const bool is_colored_;
  std::string kernel_;
};

}  // namespace

Exit widen(const WidenOptions& options) { return Widen(options).all(); }

}  // namespace pagerace::cli
