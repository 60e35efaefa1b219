// pagerace mutate PATH...: weakens a kernel design, one place at a time, and lists the changes that no property
// notices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/choices.hpp"
#include "cli/engine_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "model/mutation/mutation.hpp"

namespace pagerace::cli {

enum class MutateFormat { Text, Markdown, Json };
inline constexpr Choices<MutateFormat, 3> kMutateFormats = {
    {{"text", MutateFormat::Text}, {"markdown", MutateFormat::Markdown}, {"json", MutateFormat::Json}}};

struct MutateOptions {
  std::vector<std::string> paths;
  std::vector<std::string> kernels;  ///< names, files, or "all"; empty: all
  ModelOptions model;                ///< its kernel is ignored
  std::vector<std::string> functions;
  std::vector<std::string> files;
  std::vector<mutation::Operator> operators;
  std::optional<std::uint64_t> max_states;  ///< of each search
  std::optional<double> timeout;            ///< seconds, of each search
  EngineOptions engine;
  MutateFormat format = MutateFormat::Text;
  bool is_verbose = false;
  Color color = Color::Auto;
};

/// 0 if all mutants that change something were noticed, 1 if one survived, 2 if a scenario cannot be loaded, 3 if one
/// was inconclusive or not run, 4 if there was nothing to run.
Exit mutate(const MutateOptions& options);

}  // namespace pagerace::cli
