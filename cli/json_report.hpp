// What a run prints for machines: docs/json-output.md.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/run.hpp"

namespace pagerace::cli {

/// All runs of one invocation, as one object.
class JsonReport {
 public:
  JsonReport();
  ~JsonReport();
  JsonReport(const JsonReport&) = delete;
  JsonReport& operator=(const JsonReport&) = delete;

  void add(const Model& model, const Run& run);
  /// A model that cannot be searched: its diagnostics.
  void add_failed(const Model& model);
  /// With the exit status of the whole.
  std::string text(Exit exit) const;

 private:
  std::unique_ptr<nlohmann::ordered_json> runs_;
};

/// "holds", as in all JSON that we write.
const char* outcome_name(checker::Outcome outcome);

}  // namespace pagerace::cli
