#include "cli/patch_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "cli/compare_baseline.hpp"
#include "cli/comparing.hpp"
#include "cli/design_file.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/model.hpp"
#include "cli/patch_actors.hpp"
#include "cli/reached.hpp"

namespace pagerace::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// Whether a thread, init or a property has a way to a statement of the design, as the text has it.
bool may_reach(const Model& model) {
  std::set<std::string> names;  // a function may be empty, and then has but the mark of its call
  for (const PatchFunction& function : model.patch_functions) names.insert(function.name);
  const auto& marks = model.system->marks;
  std::set<const semantics::Function*> called;  // formulas leave no marks
  for (const semantics::Property& property : model.program->properties)
    for (const semantics::Formula& formula : property.formulas) add_called(*formula.expr, called);
  if (std::any_of(called.begin(), called.end(), [&](const auto* each) { return names.contains(each->name); }))
    return true;
  return std::any_of(marks.begin(), marks.end(), [&](const system::Mark& mark) {
    if (mark.kind == system::Mark::Kind::Enter && names.contains(mark.text)) return true;
    return std::find(model.patches.begin(), model.patches.end(), mark.span.file) != model.patches.end();
  });
}

class Trying {
 public:
  explicit Trying(const TrialOptions& options)
      : options_(options),
        interrupt_(catch_interrupts()),
        end_(Clock::now() +
             std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.budget))) {
    trial_.design = options.design;
    trial_.budget = options.budget;
  }

  DesignTrial all() {
    choose_kernels();
    if (!trial_.problems.empty()) return std::move(trial_);
    Scenarios found = find_scenarios(options_.paths);
    trial_.problems = std::move(found.problems);
    std::vector<std::string> reaching;
    for (const Scenario& scenario : found.files) sort(scenario.path, reaching);
    if (reaching.empty() && trial_.problems.empty() && trial_.unreached.empty())
      trial_.problems.push_back("no scenario found that runs on this kernel");
    for (std::size_t i = 0; i < reaching.size(); i++) run(reaching[i], reaching.size() - i);
    trial_.comparison.has_baseline = true;
    trial_.comparison.changes = changes(trial_.comparison);
    run_with_actors();
    trial_.comparison.exit = exit_of(trial_.comparison);
    note_never_ran();
    return std::move(trial_);
  }

 private:
  void choose_kernels() {
    DesignFile file = read_design(options_.design, trial_.problems);
    const std::string imported = file.imported;
    trial_.overrides = std::move(file.functions);
    trial_.is_patch = imported.empty();
    const syntax::KernelChoice asked =
        syntax::choose_kernel(options_.baseline.empty() ? imported : options_.baseline, library_folder());
    if (asked.path.empty()) trial_.problems.push_back(syntax::refusal(asked));
    trial_.baseline = asked.name;
    trial_.comparison.kernels = {asked.name, options_.design};
    if (!trial_.is_patch && asked.name != imported)
      trial_.problems.push_back(fmt::format("{} stands on {}, not on {}", options_.design, imported, asked.name));
  }

  ModelOptions with_design() const {
    ModelOptions options;
    options.kernel = trial_.is_patch ? trial_.baseline : options_.design;
    if (trial_.is_patch) options.patches = {options_.design};
    return options;
  }

  /// Whether a scenario is run, or why not.
  void sort(const std::string& path, std::vector<std::string>& reaching) {
    const ModelOptions options = with_design();
    const auto model = load_model(path, options, Stage::System);
    if (!model->declares_threads || model->names_no_kernel) return;  // it has no kernel, or is there to be imported
    if (is_searchable(*model)) {
      if (model->kernel != options.kernel)
        trial_.unfit.push_back(path);
      else
        (may_reach(*model) ? reaching : trial_.unreached).push_back(path);
      return;
    }
    ModelOptions without;
    without.kernel = trial_.baseline;
    const auto before = load_model(path, without, Stage::System);
    if (is_searchable(*before) && before->kernel == without.kernel)
      note_problem(refusal(*model));
    else
      trial_.unfit.push_back(path);
  }

  /// What is wrong with the design is wrong in every scenario.
  void note_problem(const std::string& problem) {
    auto& all = trial_.problems;
    if (std::find(all.begin(), all.end(), problem) == all.end()) all.push_back(problem);
  }

  /// Four times an equal share: most scenarios take far less than theirs.
  double share(std::size_t left) const {
    const double rest = std::chrono::duration<double>(end_ - Clock::now()).count();
    return std::min(rest, std::max(1.0, 4 * rest / static_cast<double>(left)));
  }

  void run(const std::string& path, std::size_t left) {
    const double seconds = share(left);
    if (interrupt_.load() || seconds <= 0) {
      trial_.left.push_back(path);
      return;
    }
    for (Compared& compared : compare(path, {}, seconds)) {
      if (!is_whole(compared)) trial_.unfinished.push_back(path);
      trial_.comparison.scenarios.push_back(std::move(compared));
    }
  }

  void run_with_actors() {
    const PatchComparing searching = {[this](const std::string& path, const std::vector<std::string>& actors,
                                             double seconds) { return compare(path, actors, seconds); },
                                      [this](std::size_t left) { return interrupt_.load() ? 0 : share(left); }};
    with_actors_ = try_with_actors(options_.environment, trial_.comparison, searching, trial_.with_actors);
  }

  std::vector<Compared> compare(const std::string& path, const std::vector<std::string>& actors, double seconds) {
    CompareOptions compare;
    compare.paths = {path};
    compare.model.environment = actors;
    compare.baseline = trial_.baseline;
    if (trial_.is_patch)
      compare.model.patches = {options_.design};
    else
      compare.kernels = {options_.design};
    compare.limits.timeout = seconds;
    compare.engine = options_.engine;
    compare.progress = ProgressStyle::None;
    Comparing comparing(compare);
    Comparison one = comparing.all({{path, true}});
    trial_.comparison.kernels = one.kernels;
    trial_.comparison.seconds += one.seconds;
    return std::move(one.scenarios);
  }

  void note_never_ran() {
    std::map<std::pair<std::string, unsigned>, NeverRan> functions;
    std::map<std::pair<std::string, unsigned>, std::size_t> seen;
    std::vector<const Compared*> all;
    for (const Compared& compared : trial_.comparison.scenarios) all.push_back(&compared);
    for (const Compared& compared : with_actors_) all.push_back(&compared);
    for (const Compared* each : all) {
      const Compared& compared = *each;
      if (compared.columns().size() < 2 || !compared.columns()[1].patched) continue;
      for (const Patched::Function& function : compared.columns()[1].patched->functions) {
        const std::pair<std::string, unsigned> place = {function.path, function.line};
        NeverRan& never = functions[place];
        if (seen[place]++ == 0) never = {function.name, function.path, function.line, false, function.not_run};
        never.at_all |= function.ran > 0;
        std::erase_if(never.lines, [&](unsigned line) {
          return std::find(function.not_run.begin(), function.not_run.end(), line) == function.not_run.end();
        });
      }
      for (const Patched::Aside& aside : compared.columns()[1].patched->asides)
        functions.try_emplace({aside.path, aside.line},
                              NeverRan{aside.name, aside.path, aside.line, false, {aside.line}});
    }
    for (auto& [place, never] : functions)
      if (!never.lines.empty()) trial_.never_ran.push_back(std::move(never));
  }

  const TrialOptions& options_;
  const std::atomic<bool>& interrupt_;
  const Clock::time_point end_;
  DesignTrial trial_;
  std::vector<Compared> with_actors_;
};

}  // namespace

DesignTrial try_design(const TrialOptions& options) { return Trying(options).all(); }

Exit exit_of(const DesignTrial& trial) {
  if (!trial.problems.empty()) return Exit::Usage;
  if (trial.comparison.scenarios.empty()) return trial.left.empty() ? Exit::Vacuous : Exit::Inconclusive;
  const Exit exit = exit_of(trial.comparison);
  const bool is_cut = !trial.left.empty() || !trial.unfinished.empty();
  return is_cut ? worst(exit, Exit::Inconclusive) : exit;
}

}  // namespace pagerace::cli
