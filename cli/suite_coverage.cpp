#include "cli/suite_coverage.hpp"

#include <filesystem>

#include "cli/expectations.hpp"
#include "cli/reached.hpp"

namespace pagerace::cli {

using checker::Outcome;

namespace {

/// Adds one run to the coverage of the files that it has read.
class Adder {
 public:
  Adder(std::map<std::string, SuiteCoverage::File>& files, const Model& model, const Run& run)
      : model_(model), reached_(model, run) {
    for (std::size_t id = 0; id < model.sources.size(); id++) {
      const std::string path =
          std::filesystem::path(model.sources.path(static_cast<source::FileId>(id))).lexically_normal().string();
      files_.push_back(&files[path]);
    }
    files_[model.scenario]->is_scenario = true;
  }

  void add_code() {
    const semantics::Program& program = *model_.program;
    for (const auto& function : program.functions)
      if (function->body.block) add(*function);
    for (const semantics::Body& init : program.inits) add(init, nullptr);
    for (const semantics::Thread& thread : program.threads) add(thread.body, nullptr);
    for (const semantics::Property& property : program.properties)
      for (const semantics::Probe& probe : property.probes) add(probe.body, nullptr);
  }

  void add(const checker::Verdict& verdict, const std::string& where) {
    if (verdict.subject.property < 0) return;
    const semantics::Property& property = model_.program->properties[verdict.subject.property];
    SuiteCoverage::Property& known = file(property.span).properties[property.span.begin];
    if (known.name.empty()) known = {property.name, line(property.span), "", ""};
    std::string* const example = verdict.outcome == Outcome::Holds      ? &known.holds_in
                                 : verdict.outcome == Outcome::Violated ? &known.violated_in
                                                                        : nullptr;
    if (example != nullptr && example->empty()) *example = where;
  }

 private:
  SuiteCoverage::File& file(const source::Span& span) { return *files_[span.file]; }
  unsigned line(const source::Span& span) const { return model_.sources.position(span).line; }

  void add(const semantics::Function& function) {
    if (function.from_vocabulary) {
      file(function.span).is_vocabulary = true;
      return;
    }
    SuiteCoverage::Function& known = file(function.span).functions[function.span.begin];
    if (known.name.empty()) known = {function.name, line(function.span), false};
    known.is_reached |= reached_.function(function).at_all();
    add(function.body, &function);
  }

  void add(const semantics::Body& body, const semantics::Function* function) {
    each_marked_statement(body, [&](const semantics::Stmt& stmt) {
      auto [known, is_new] = file(stmt.span).statements.try_emplace({stmt.span.begin, stmt.span.end});
      if (is_new) known->second = {line(stmt.span), function == nullptr ? 0 : function->span.begin, false};
      known->second.is_reached |= reached_.statement(stmt.span, function).at_all();
    });
  }

  const Model& model_;
  const Reached reached_;
  std::vector<SuiteCoverage::File*> files_;  ///< by file id
};

}  // namespace

void SuiteCoverage::add(const Model& model, const ModelOptions& options, const Run& run) {
  Adder adder(files_, model, run);
  adder.add_code();
  const std::string where = model.path + describe(options);
  for (const Reported& reported : run.reported) adder.add(reported.verdict, where);
}

}  // namespace pagerace::cli
