#include "cli/test_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

#include "cli/diagnostic_comments.hpp"

namespace pagerace::cli {

namespace {

class FileTest {
 public:
  FileTest(const Scenario& scenario, const FileTestOptions& options, SuiteCoverage* coverage)
      : is_named_(scenario.is_named), options_(options), coverage_(coverage) {
    result_.path = scenario.path;
  }

  FileResult run() {
    try {
      run_all();
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& exception) {
      fail(fmt::format("{}:1: pagerace itself failed: {}", result_.path, exception.what()));
      result_.is_fault = true;
    }
    return std::move(result_);
  }

 private:
  void run_all() {
    const auto written = load_model(result_.path, {"", {}, options_.include_paths, {}, {}}, Stage::Syntax);
    if (!written->chosen_kernel.empty()) patches_ = options_.patches;
    const std::vector<Configuration> asked = configurations(written->expectations, result_.path);
    judged_with_ = {kernel_to_judge(asked), {}, options_.include_paths, {}, patches_};
    judged_ = load_model(result_.path, judged_with_, Stage::System);
    if (!judge(*judged_, judged_with_)) {
      if (options_.promote) find_first_expectations();
      return;
    }
    for (const Configuration& configuration : asked) run_one(configuration, *written);
  }

  /// A file whose expectations all name a kernel need not be right under the default one.
  static std::string kernel_to_judge(const std::vector<Configuration>& asked) {
    const bool is_default_asked =
        std::any_of(asked.begin(), asked.end(), [](const Configuration& each) { return each.options.kernel.empty(); });
    return asked.empty() || is_default_asked ? "" : asked.front().options.kernel;
  }

  void fail(std::string message) {
    result_.failures.push_back(std::move(message));
    result_.kind = FileResult::Kind::Failed;
  }

  /// Checks what needs no run. Returns false if no run is needed.
  bool judge(const Model& model, const ModelOptions& options) {
    const bool was_read = model.sources.size() > model.scenario;
    const auto comments = diagnostic_comments(was_read ? model.sources.text(model.scenario) : "");
    if (!comments.empty()) {
      for (std::string& failure : compare(comments, model)) fail(std::move(failure));
      return result_.failures.empty() && model.program != nullptr && !model.program->expectations.empty();
    }
    const bool expects = model.program != nullptr && !model.program->expectations.empty();
    if (model.diagnostics.has_errors()) {
      for (const source::Diagnostic& diagnostic : model.diagnostics.all())
        if (diagnostic.severity == source::Severity::Error)
          fail(fmt::format("{}: expected no error{}, found error: {}", model.sources.place(diagnostic.span),
                           describe(options), diagnostic.message));
      return false;
    }
    if (!model.declares_threads && !expects) {
      if (is_named_)
        fail(fmt::format("{}:1: nothing to run: no thread and no expectation", result_.path));
      else
        result_.kind = FileResult::Kind::Skipped;
      return false;
    }
    if (!expects) fail(fmt::format("{}:1: states nothing; write expect NAME: holds;", result_.path));
    return expects;
  }

  void run_one(const Configuration& configuration, const Model& first) {
    ModelOptions options = configuration.options;
    options.include_paths = options_.include_paths;
    options.patches = patches_;
    const std::string place = first.sources.place(configuration.expectations.front()->span);
    const auto model = loaded(options);
    if (!is_searchable(*model)) {
      fail(fmt::format("{}: expected a run{}, found a model that is refused{}", place, describe(options), why(*model)));
      return;
    }
    RunOptions how;
    how.search.interrupt = &options_.interrupt;
    apply(options_.engine, how.search);
    if (counts_states(configuration)) how.search.symmetry = how.search.partial_order = false;
    const Run run = cli::run(*model, options, how);
    result_.runs++;
    if (!run.fault.empty()) throw std::logic_error(fmt::format("{}: {}", place, run.fault));
    if (coverage_ != nullptr) coverage_->add(*model, configuration.options, run);
    note_patches(run, options, place);
    for (std::string& line : restricted(configuration, run, first.sources))
      result_.restricted.push_back(std::move(line));
    for (Mismatch& mismatch : compare(configuration, run, first.sources)) {
      fail(std::move(mismatch.message));
      result_.edits.insert(result_.edits.end(), mismatch.edits.begin(), mismatch.edits.end());
    }
  }

  /// For a file that expects nothing yet. The kernel that is the default today is named, since tomorrow's may differ.
  void find_first_expectations() {
    const bool expects = judged_->program == nullptr || !judged_->program->expectations.empty();
    if (expects || !is_searchable(*judged_)) return;
    RunOptions how;
    how.search.interrupt = &options_.interrupt;
    apply(options_.engine, how.search);
    ModelOptions named;
    named.kernel = judged_->chosen_kernel;
    const std::string& text = judged_->sources.text(judged_->scenario);
    const std::string lines = first_expectations(cli::run(*judged_, judged_with_, how), named);
    const auto end = static_cast<std::uint32_t>(text.size());
    if (!lines.empty()) result_.edits.push_back({end, end, (text.ends_with('\n') ? "\n" : "\n\n") + lines});
  }

  /// The model that was judged is not made again.
  std::unique_ptr<Model> loaded(const ModelOptions& options) {
    if (judged_ && options == judged_with_) return std::move(judged_);
    return load_model(result_.path, options, Stage::System);
  }

  /// Whoever names a design of his own means it to be what runs. A patch for a whole suite need not run everywhere.
  void note_patches(const Run& run, const ModelOptions& options, const std::string& place) {
    if (!run.patched || !run.patched->is_idle()) return;
    result_.idle_runs++;
    if (options.patches.empty())
      fail(fmt::format("{}: expected a run of {}, found that no thread executes any of it", place, options.kernel));
  }

  static std::string why(const Model& model) {
    for (const source::Diagnostic& diagnostic : model.diagnostics.all())
      if (diagnostic.severity == source::Severity::Error)
        return fmt::format(": {}: {}", model.sources.place(diagnostic.span), diagnostic.message);
    return ": " + problem(model);
  }

  const bool is_named_;
  const FileTestOptions& options_;
  std::vector<std::string> patches_;  ///< none if the file has no kernel to choose
  SuiteCoverage* const coverage_;
  ModelOptions judged_with_;
  std::unique_ptr<Model> judged_;  ///< until the first run that it serves
  FileResult result_;
};

}  // namespace

FileResult test_file(const Scenario& scenario, const FileTestOptions& options, SuiteCoverage* coverage) {
  const auto start = std::chrono::steady_clock::now();
  FileResult result = FileTest(scenario, options, coverage).run();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace pagerace::cli
