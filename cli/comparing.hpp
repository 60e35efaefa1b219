// Runs scenarios one after the other, each under all designs.
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
#include "model/syntax/designs.hpp"

namespace pagerace::cli {

/// A column.
struct ComparedKernel {
  syntax::KernelChoice choice;
  std::vector<std::string> patches;
};

/// One invocation. Only the user can stop it: a problem becomes a cell that describes it.
class Comparing {
 public:
  explicit Comparing(const CompareOptions& options);

  /// Call it only once.
  Comparison all(const std::vector<Scenario>& scenarios);

  /// Requested names that do not exist: kernels, and properties that no scenario has under any design. Lines for
  /// stderr.
  std::vector<std::string> unknown() const;

 private:
  std::string command() const;
  void choose_kernels();
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
  std::vector<ComparedKernel> kernels_;       ///< one for each column; some may not exist
  std::map<std::string, std::string> hints_;  ///< for requested properties not found yet: what the user may have meant
  std::set<std::string> met_;                 ///< requested properties that some scenario has
  std::vector<bool> may_lack_;  ///< in the current scenario: a refusal is not an error of the design itself
};

}  // namespace pagerace::cli
