// From a file name to a transition system.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "cli/options.hpp"
#include "model/semantics/program.hpp"
#include "model/source/diagnostics.hpp"
#include "model/syntax/tree.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::cli {

/// As much of a model as could be made. Not copied: the diagnostics and spans refer to its sources.
struct Model {
  std::string path;
  source::Sources sources;
  source::Diagnostics diagnostics;
  source::FileId scenario = 0;    ///< the file of that path
  std::string kernel = "none";    ///< the design in use, for readers; "none" where the scenario imports no kernel
  bool declares_threads = false;  ///< it or what it imports
  bool names_no_kernel = false;   ///< --kernel was given and nothing imports linux.race
  std::string unknown_property;   ///< of --property; empty where all are known
  std::string hint;               ///< a property that was perhaps meant
  std::shared_ptr<const semantics::Program> program;
  std::optional<system::TransitionSystem> system;
};

/// How far to go.
enum class Stage { Program, System };

/// Reads, checks and lowers. Says what went wrong in the result, prints nothing.
std::unique_ptr<Model> load_model(const std::string& path, const ModelOptions& options, Stage stage);

/// Whether it can be searched: it was lowered, has threads, and the options fit it.
bool is_searchable(const Model& model);

/// What keeps it from being searched, besides its errors; one line, or empty.
std::string problem(const Model& model);

/// Why a model cannot be searched, on one line: its first error, or its problem.
std::string refusal(const Model& model);

/// Diagnostics, and what else keeps it from being searched.
void print_problems(const Model& model, std::FILE* stream, bool color);

/// Names of all properties of a program and of the built-in checks.
std::vector<std::string> property_names(const semantics::Program& program);

}  // namespace pagerace::cli
