// pagerace compare PATH...: the same scenarios under several kernel designs, as a table.
#pragma once

#include <string>
#include <vector>

#include "cli/choices.hpp"
#include "cli/engine_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "model/syntax/designs.hpp"

namespace pagerace::cli {

enum class CompareFormat { Text, Markdown, Json, Html };
inline constexpr Choices<CompareFormat, 4> kCompareFormats = {{{"text", CompareFormat::Text},
                                                               {"markdown", CompareFormat::Markdown},
                                                               {"json", CompareFormat::Json},
                                                               {"html", CompareFormat::Html}}};

struct CompareOptions {
  std::vector<std::string> paths;
  std::vector<std::string> kernels;  ///< names, files, or "all"; empty: all, or the patched baseline if there is one
  std::string baseline;              ///< what the others are held to, without patches; empty: nothing
  ModelOptions model;                ///< its kernel is ignored; a property need not exist under all designs
  LimitOptions limits;               ///< of each search
  EngineOptions engine;
  CompareFormat format = CompareFormat::Text;
  bool is_summary = false;     ///< one row for each scenario
  bool with_commands = false;  ///< list the commands that show the counterexamples
  ProgressStyle progress = ProgressStyle::Auto;
  Color color = Color::Auto;
};

/// Returns the worst exit of all runs. A design that cannot be loaded gives a cell that says so, and exit 2.
Exit compare(const CompareOptions& options);

/// In the given order, each once. "all", and nothing, stand for the designs of the library that are not yet in the
/// list. A kernel that does not exist is in it, and says why.
std::vector<syntax::KernelChoice> chosen_kernels(const std::vector<std::string>& asked, const std::string& library);

}  // namespace pagerace::cli
