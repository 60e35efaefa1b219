// The machine-readable output of a run: docs/json-output.md.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/run.hpp"
#include "cli/trials.hpp"

namespace pagerace::cli {

/// All runs of one invocation, as one object.
class JsonReport {
 public:
  JsonReport();
  ~JsonReport();
  JsonReport(const JsonReport&) = delete;
  JsonReport& operator=(const JsonReport&) = delete;

  void add(const Model& model, const Run& run);
  /// The trial that decides, with `tried`.
  void add(const Trials& trials);
  /// Adds a model that cannot be searched, with its diagnostics.
  void add_failed(const Model& model);
  /// `exit`: the exit status of the program.
  std::string text(Exit exit) const;

 private:
  std::unique_ptr<nlohmann::ordered_json> runs_;
};

/// "holds", as in all JSON output.
const char* outcome_name(checker::Outcome outcome);

}  // namespace pagerace::cli
