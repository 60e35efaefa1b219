#include "cli/command_line/arguments.hpp"

#include <fmt/format.h>

#include "cli/environment.hpp"

namespace pagerace::cli {

namespace {

constexpr Choices<Color, 3> kColors = {{{"auto", Color::Auto}, {"always", Color::Always}, {"never", Color::Never}}};
constexpr Choices<ProgressStyle, 3> kProgressStyles = {
    {{"auto", ProgressStyle::Auto}, {"json", ProgressStyle::Json}, {"none", ProgressStyle::None}}};

constexpr std::uint32_t kMostThreads = 1024;

std::optional<std::uint32_t> parse_threads(const std::string& text) {
  const auto threads = parse_count<std::uint32_t>(text);
  return threads && *threads > 0 && *threads <= kMostThreads ? threads : std::nullopt;
}

/// For options whose empty value would silently mean that none was given.
std::string refuse_empty(const std::string& text) { return text.empty() ? "the value is empty" : ""; }

}  // namespace

void add_text(CLI::App& command, const std::string& name, std::string& value, const std::string& type,
              const std::string& help) {
  command.add_option(name, value, help)->type_name(type)->check(refuse_empty);
}

void add_texts(CLI::App& command, const std::string& name, std::vector<std::string>& values, const std::string& type,
               const std::string& help) {
  command.add_option(name, values, help)->type_name(type)->check(refuse_empty)->allow_extra_args(false);
}

void add_duration(CLI::App& command, const std::string& name, std::optional<double>& seconds, const std::string& help) {
  add_parsed(command, {name, help, "T", "no duration: 30s, 10m, 1h"}, parse_duration, seconds);
}

void add_model_options(CLI::App& command, ModelOptions& options) {
  add_text(
      command, "--kernel,-k", options.kernel, "NAME",
      "Kernel design: a name (see pagerace list kernels), a release, or a .race file; by default the newest release");
  add_source_options(command, options);
}

void add_source_options(CLI::App& command, ModelOptions& options) {
  add_patch_option(command, options.patches);
  add_parsed_list(command, {"-D", "Replace the value of a constant; may be repeated", "NAME=value", "not NAME=value"},
                  parse_define, options.defines);
  add_include_option(command, options.include_paths);
}

void add_patch_option(CLI::App& command, std::vector<std::string>& patches) {
  add_texts(command, "--patch", patches, "FILE",
            "A .race file that overrides functions of the kernel; may be repeated, each stands on those before it");
}

void add_environment_option(CLI::App& command, ModelOptions& options) {
  add_parsed(command,
             {"--environment",
              "What else happens to the pages: none, any, or actors such as walker,reuse (see pagerace list actors)",
              "LIST", "no list of actors: walker,reuse"},
             parse_environment, options.environment);
}

void add_include_option(CLI::App& command, std::vector<std::string>& paths) {
  add_texts(command, "-I", paths, "DIR", "Look for imports here too; may be repeated");
}

void add_kernels_option(CLI::App& command, std::vector<std::string>& kernels) {
  add_texts(command, "--kernel,-k", kernels, "NAME",
            "Kernel design: a name, a .race file, or all, which is the default; may be repeated");
}

void add_property_option(CLI::App& command, ModelOptions& options) {
  add_texts(command, "--property,-p", options.properties, "NAME",
            "Check only this property or built-in check; may be repeated");
}

void add_limit_options(CLI::App& command, LimitOptions& options) {
  add_count(command, "--max-states", options.max_states, "Stop after this many states");
  add_count(command, "--max-depth", options.max_depth, "Look no further than this many steps");
  add_duration(command, "--timeout", options.timeout, "Stop after this time: 30s, 10m, 1h");
  command.add_flag("--first", options.first, "Stop at the first violation of anything");
}

void add_engine_options(CLI::App& command, EngineOptions& options) {
  add_choice(command, "--engine", kEngines, options.engine,
             "auto (native code takes over once it is compiled), interpret or native");
  add_parsed(command,
             {"-j", "Threads of the search; by default one for each core", "N",
              fmt::format("no number from 1 to {}", kMostThreads)},
             parse_threads, options.threads);
  add_parsed(command,
             {"--memory", "Take no more memory than this: 512M, 16G; by default nine tenths of what is free", "SIZE",
              "no size: 512M, 16G"},
             parse_size, options.memory);
  command.add_flag("--no-symmetry", options.no_symmetry, "Tell threads and pages apart that are alike");
  command.add_flag("--no-por", options.no_por, "Take all steps in every state: no partial-order reduction");
  const std::string whole_first =
      fmt::format("Reduce nothing where there are no more states than this; by default {}", kWholeFirst);
  add_parsed(command, {"--whole-first", whole_first, "N", "no number of states"}, parse_count<std::uint64_t>,
             options.whole_first);
  add_choice(command, "--store", kStores, options.store,
             "exact; or bitstate or compact, which may miss states, and then nothing is said to hold");
}

void add_checkpoint_options(CLI::App& command, CheckpointOptions& options) {
  add_text(command, "--checkpoint", options.folder, "DIR",
           "Save the search to this folder, now and then and where it stops before its end");
  add_duration(command, "--checkpoint-every", options.every, "Time between two checkpoints; by default 10m");
  add_text(command, "--resume", options.resume, "DIR",
           "Go on from the checkpoint in this folder, and save to it further");
}

void add_color_option(CLI::App& command, Color& color) {
  add_choice(command, "--color", kColors, color, "Colours: auto (on a terminal), always or never", "WHEN");
}

void add_progress_option(CLI::App& command, ProgressStyle& style) {
  add_choice(command, "--progress", kProgressStyles, style,
             "On stderr: auto (a line on a terminal, elsewhere one a minute), json or none; SIGUSR1 asks for one now",
             "HOW");
}

}  // namespace pagerace::cli
