// Scenarios in turn, each under all designs.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/compare.hpp"
#include "cli/compare_table.hpp"
#include "cli/model.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

/// One invocation. Stops at nothing but the user: what goes wrong is a cell that says so.
class Comparing {
 public:
  explicit Comparing(const CompareOptions& options);

  /// Once.
  Comparison all(const std::vector<Scenario>& scenarios);

  /// What was asked for and is nowhere: kernels, and properties that no scenario has under any design. Lines for
  /// stderr.
  std::vector<std::string> unknown() const;

 private:
  std::string command() const;
  bool is_to_skip(const std::string& path) const;
  Compared compare(const std::string& path);
  void one(Compared& compared, std::size_t kernel);
  void search(Compared& compared, std::size_t kernel);
  std::unique_ptr<Model> load(const std::string& path, ModelOptions& options);
  ModelOptions model_options(std::size_t kernel) const;
  RunOptions run_options(const std::string& path, const ModelOptions& model) const;

  const CompareOptions& options_;
  const std::atomic<bool>& interrupt_;
  std::atomic<bool>& progress_wanted_;
  Comparison comparison_;
  std::vector<std::string> missing_kernels_;  ///< for each kernel, why it is none; else empty
  std::map<std::string, std::string> hints_;  ///< of properties not yet met, what may have been meant
  std::set<std::string> met_;                 ///< properties asked for that some scenario has
  std::vector<bool> may_lack_;                ///< of the scenario at hand: refused, and no fault of the design itself
};

}  // namespace pagerace::cli
