// Makes a transition system from a file.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/counts.hpp"
#include "cli/options.hpp"
#include "model/semantics/program.hpp"
#include "model/source/diagnostics.hpp"
#include "model/syntax/tree.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::cli {

/// A function in a file of a patch.
struct PatchFunction {
  std::string name;
  source::Span span;  ///< of its name
};

/// As much of a model as could be made. It cannot be copied: the diagnostics and spans refer to its sources.
struct Model {
  std::string path;
  source::Sources sources;
  source::Diagnostics diagnostics;
  source::FileId scenario = 0;          ///< the file of that path
  std::string kernel = "none";          ///< the design in use; "none" if the scenario imports no kernel
  std::string kernel_asked;             ///< the release that it stands for, if that is another
  bool is_default_kernel = false;       ///< nobody chose it
  std::string chosen_kernel;            ///< gives the same design with --kernel; empty if nothing imports linux.race
  bool declares_threads = false;        ///< the scenario or one of its imports does
  bool names_no_kernel = false;         ///< --kernel or --patch was given, but nothing imports linux.race
  std::vector<source::FileId> patches;  ///< the files of --patch, and that of --kernel if it is one, from the bottom
  std::vector<PatchFunction> patch_functions;  ///< that they define
  std::string lost_patch;  ///< a file of --patch that is no patch: an import reads it too, or it is named twice
  std::vector<std::pair<std::string, source::FileId>> actors;  ///< of the environment, by name
  Counts counts;                                               ///< of threads and elements
  bool lacks_kernel_for_actors = false;                        ///< there are to be some, but nothing imports linux.race
  bool starts_impossibly = false;  ///< a helper of init makes a state that the design calls impossible: an error
  std::string unknown_actor;       ///< the first name in --environment that no file has; empty if all are known
  std::string unknown_property;    ///< the first unknown name in --property; empty if all are known
  std::string hint;                ///< a property or an actor that the user may have meant
  std::vector<semantics::Expectation> expectations;  ///< of the scenario, as written, even if it has errors
  std::shared_ptr<const semantics::Program> program;
  std::optional<system::TransitionSystem> system;
};

/// The last stage to do.
enum class Stage { Syntax, Program, System };

/// Reads, checks and lowers a file. All problems are in the result; prints nothing.
std::unique_ptr<Model> load_model(const std::string& path, const ModelOptions& options, Stage stage);

/// The design in use, for readers: "6.12 (for 6.15)", "6.17 (default) + mine.race".
std::string kernel_text(const Model& model);

/// Whether the model can be searched: it was lowered, it has threads, and the options fit it.
bool is_searchable(const Model& model);

/// What prevents a search besides the model's errors, on one line; or empty.
std::string problem(const Model& model);

/// Why a model cannot be searched, on one line: its first error, or its problem.
std::string refusal(const Model& model);

/// Prints the diagnostics and everything else that prevents a search.
void print_problems(const Model& model, std::FILE* stream, bool color);

/// The names of all properties of a program and of the built-in checks.
std::vector<std::string> property_names(const semantics::Program& program);

}  // namespace pagerace::cli
