// Declares single options, and the options that several subcommands share. The variables passed in must outlive the
// parsing.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/checkpoint_options.hpp"
#include "cli/choices.hpp"
#include "cli/engine_options.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

/// How one option is declared.
struct Argument {
  std::string name;  ///< "--timeout"
  std::string help;
  std::string type;   ///< "T": the name of its value in the help
  std::string wrong;  ///< "no duration": the message if a text cannot be parsed
};

/// `parse` turns a text into an optional value: nothing if the text is wrong. CLI11's own parsers silently accept a
/// negative number for an unsigned one, and "1k" for 1.
template <class Parse, class Target>
void add_parsed(CLI::App& command, const Argument& argument, Parse parse, Target& target) {
  const auto read = [argument, parse, &target](const std::string& text) {
    const auto value = parse(text);
    if (!value) throw CLI::ValidationError(argument.name, "\"" + text + "\" is " + argument.wrong);
    target = *value;
  };
  command.add_option_function<std::string>(argument.name, read, argument.help)->type_name(argument.type);
}

/// The same for an option that may be repeated.
template <class Parse, class Value>
void add_parsed_list(CLI::App& command, const Argument& argument, Parse parse, std::vector<Value>& values) {
  const auto read = [argument, parse, &values](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      const auto value = parse(text);
      if (!value) throw CLI::ValidationError(argument.name, "\"" + text + "\" is " + argument.wrong);
      values.push_back(*value);
    }
  };
  command.add_option_function<std::vector<std::string>>(argument.name, read, argument.help)
      ->type_name(argument.type)
      ->allow_extra_args(false);
}

template <class Number>
void add_count(CLI::App& command, const std::string& name, std::optional<Number>& count, const std::string& help) {
  add_parsed(command, {name, help, "N", "no count that it can be limited to"}, parse_count<Number>, count);
}

/// A parser for one of the words.
template <class Value, std::size_t count>
auto chosen_of(const Choices<Value, count>& choices) {
  return [&choices](const std::string& text) {
    const auto known =
        std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return text == choice.first; });
    return known == choices.end() ? std::nullopt : std::optional<Value>(known->second);
  };
}

/// "none of auto, always, never"
template <class Value, std::size_t count>
std::string none_of(const Choices<Value, count>& choices) {
  std::string all;
  for (const auto& [name, value] : choices) all += (all.empty() ? "" : ", ") + std::string(name);
  return "none of " + all;
}

/// `choices` must outlive the parsing, too.
template <class Value, std::size_t count, class Target>
void add_choice(CLI::App& command, const std::string& name, const Choices<Value, count>& choices, Target& target,
                const std::string& help, const std::string& type = "NAME") {
  add_parsed(command, {name, help, type, none_of(choices)}, chosen_of(choices), target);
}

/// A duration, in seconds.
void add_duration(CLI::App& command, const std::string& name, std::optional<double>& seconds, const std::string& help);

/// A text that is taken unchanged. An empty one is refused: it would silently mean that none was given.
void add_text(CLI::App& command, const std::string& name, std::string& value, const std::string& type,
              const std::string& help);
/// The same, and may be repeated.
void add_texts(CLI::App& command, const std::string& name, std::vector<std::string>& values, const std::string& type,
               const std::string& help);

/// --kernel, --patch, -D, -I
void add_model_options(CLI::App& command, ModelOptions& options);
/// --patch, -D, -I, for subcommands that choose the kernel in another way.
void add_source_options(CLI::App& command, ModelOptions& options);
void add_patch_option(CLI::App& command, std::vector<std::string>& patches);
void add_include_option(CLI::App& command, std::vector<std::string>& paths);
/// --kernel, for subcommands that take several
void add_kernels_option(CLI::App& command, std::vector<std::string>& kernels);
/// --environment
void add_environment_option(CLI::App& command, ModelOptions& options);
void add_property_option(CLI::App& command, ModelOptions& options);
void add_limit_options(CLI::App& command, LimitOptions& options);
/// --engine, -j, --memory, --no-symmetry, --no-por, --whole-first, --store
void add_engine_options(CLI::App& command, EngineOptions& options);
/// --checkpoint, --checkpoint-every, --resume
void add_checkpoint_options(CLI::App& command, CheckpointOptions& options);
void add_color_option(CLI::App& command, Color& color);
void add_progress_option(CLI::App& command, ProgressStyle& style);

}  // namespace pagerace::cli
