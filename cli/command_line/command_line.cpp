#include "cli/command_line/command_line.hpp"

#include <algorithm>
#include <sstream>

#include "cli/command_line/arguments.hpp"
#include "cli/command_line/first_word.hpp"
#include "cli/environment.hpp"
#include "cli/json_document.hpp"
#include "cli/version.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::cli {

namespace {

constexpr const char* kFooter =
    "Exit status: 0 everything holds, over the whole space, not vacuously; 1 a violation; 2 usage, or the model is "
    "wrong;\n"
    "3 inconclusive (a limit, memory, an interrupt); 4 vacuous, or no thread executes any of a design that is a file "
    "or of\n"
    "what --patch names; 70 pagerace itself failed.";

/// Throws CLI::ValidationError if the options contradict each other, or if they do not allow this many files.
void require_sense(const CheckpointOptions& options, std::size_t files, bool makes_trials) {
  const bool saves = !options.folder.empty(), resumes = !options.resume.empty();
  if (saves && resumes) throw CLI::ValidationError("--resume", "saves to its own folder, --checkpoint names another");
  if (options.every && !saves && !resumes)
    throw CLI::ValidationError("--checkpoint-every", "needs --checkpoint or --resume");
  if ((saves || resumes) && makes_trials)
    throw CLI::ValidationError(saves ? "--checkpoint" : "--resume",
                               "is about one search, and --environment any makes many");
  if ((saves || resumes) && files != 1)
    throw CLI::ValidationError(saves ? "--checkpoint" : "--resume", "takes one FILE");
}

/// Throws CLI::ValidationError for a scenario from stdin that would have to be read again.
void require_file(const std::string& file, bool is_read_again) {
  if (is_read_again && file == syntax::kStandardInput)
    throw CLI::ValidationError("FILE", "stdin can be read once only: name a file");
}

CLI::App& add_check(CLI::App& app, CheckOptions& options) {
  CLI::App& command = *app.add_subcommand("check", "Check scenarios; show a counterexample if something is violated");
  command.add_option("FILE", options.files, "Scenarios; - for one on stdin")->required();
  add_property_option(command, options.model);
  add_model_options(command, options.model);
  add_environment_option(command, options.model);
  add_limit_options(command, options.limits);
  add_engine_options(command, options.engine);
  add_checkpoint_options(command, options.checkpoint);
  add_text(command, "--trace", options.trace_file, "FILE",
           "Write the counterexample that is shown as JSON; with --all-traces further ones to FILE.NAME.json");
  command.add_flag("--all-traces", options.all_traces, "Every counterexample, not only the one to read first");
  command.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  command.add_flag("--quiet,-q", options.is_quiet, "The closing lines only");
  command.add_flag("--verbose,-v", options.is_verbose,
                   "Every property and check in a line, witnesses, and ghost state in traces");
  add_progress_option(command, options.progress);
  add_color_option(command, options.color);
  command.parse_complete_callback([&options] {
    const bool makes_trials = options.model.environment == std::vector<std::string>{kAnyActor};
    require_sense(options.checkpoint, options.files.size(), makes_trials);
    for (const std::string& file : options.files)
      require_file(file, makes_trials || !options.checkpoint.folder.empty());
  });
  return command;
}

CLI::App& add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App& command = *app.add_subcommand("compare", "Check scenarios under several kernel designs; show a table");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  add_kernels_option(command, options.kernels);
  add_text(command, "--baseline", options.baseline, "NAME",
           "Say what the other kernels, or --patch on this one, mend, break and leave; status 0 if nothing is worse");
  add_property_option(command, options.model);
  add_source_options(command, options.model);
  add_environment_option(command, options.model);
  add_limit_options(command, options.limits);
  add_engine_options(command, options.engine);
  add_choice(command, "--format", kCompareFormats, options.format, "text, markdown, json or html");
  command.add_flag("--summary", options.is_summary, "One row for each scenario (not in JSON, which has everything)");
  command.add_flag("--commands", options.with_commands,
                   "Below the table, a command for each violated cell that shows its counterexample");
  add_progress_option(command, options.progress);
  add_color_option(command, options.color);
  command.parse_complete_callback([&options] {
    if (options.model.environment == std::vector<std::string>{kAnyActor})
      throw CLI::ValidationError("--environment", "takes actors here: each cell is one search, and any makes many");
  });
  return command;
}

CLI::App& add_mutate(CLI::App& app, MutateOptions& options) {
  using mutation::Operator;
  CLI::App& command =
      *app.add_subcommand("mutate", "Weaken a kernel design, one place at a time; show what no property notices");
  command.footer(
      "Exit status: 0 every mutant was noticed; 1 one survived; 2 usage, or a scenario is wrong; 3 inconclusive (a\n"
      "limit, memory, an interrupt); 4 there was nothing to weaken; 70 pagerace itself failed.");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  add_kernels_option(command, options.kernels);
  add_source_options(command, options.model);
  add_texts(command, "--function", options.functions, "NAME", "Weaken only this function; may be repeated");
  add_texts(command, "--file", options.files, "FILE",
            "Weaken only what this file of the model defines; may be repeated");
  static constexpr Choices<Operator, mutation::kOperators> operators = {{{"guard", Operator::Guard},
                                                                         {"recheck", Operator::Recheck},
                                                                         {"lock", Operator::Lock},
                                                                         {"order", Operator::Order}}};
  add_parsed_list(
      command,
      {"--operator", "Weaken only these: guard, recheck, lock or order; may be repeated", "NAME", none_of(operators)},
      chosen_of(operators), options.operators);
  add_count(command, "--max-states", options.max_states,
            "Stop each search after this many states; by default a mutant after ten times those of the scenario as it "
            "is, "
            "and 20000 at least");
  add_duration(command, "--timeout", options.timeout, "Stop each search after this time: 30s, 10m, 1h");
  add_engine_options(command, options.engine);
  add_choice(command, "--format", kMutateFormats, options.format, "text, markdown or json");
  command.add_flag("--verbose,-v", options.is_verbose, "Say of every mutant what became of it");
  add_color_option(command, options.color);
  return command;
}

CLI::App& add_test(CLI::App& app, TestOptions& options) {
  CLI::App& command = *app.add_subcommand("test", "Hold scenarios to their own expect lines");
  command.footer(
      "Exit status: 0 every scenario is as it expects of itself; 1 one is not; 2 usage, or a folder cannot be read;\n"
      "3 interrupted; 70 pagerace itself failed.");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  add_patch_option(command, options.patches);
  add_include_option(command, options.include_paths);
  add_engine_options(command, options.engine);
  add_text(command, "--junit", options.junit, "FILE", "Write the results as JUnit XML");
  command.add_flag("--json", options.json, "The results as one JSON object on stdout");
  command.add_flag(
      "--promote", options.promote,
      "Rewrite the numbers and verdicts of expect lines to what was found, and add lines that are missing");
  command.add_flag("--coverage", options.coverage,
                   "Say at the end what no scenario reaches of what they import, and which properties none violates");
  command.add_flag("--require-coverage", options.require_coverage,
                   "Fail where a function, a property or a file is left out; implies --coverage");
  command.add_flag("--verbose,-v", options.is_verbose,
                   "Name the files that pass, too; with --coverage, where each property holds");
  return command;
}

CLI::App& add_trace(CLI::App& app, TraceOptions& options) {
  CLI::App& command = *app.add_subcommand("trace", "Show a counterexample that was written, or take it again");
  command.require_subcommand(1);
  CLI::App& show = *command.add_subcommand("show", "Draw it in columns");
  CLI::App& replay = *command.add_subcommand("replay", "Take its steps again in the scenario as it is now");
  for (CLI::App* each : {&show, &replay}) {
    each->add_option("FILE", options.file, "A trace in JSON")->required();
    each->add_flag("--verbose,-v", options.is_verbose, "Ghost state and the final state too");
    add_color_option(*each, options.color);
  }
  replay.add_option("SCENARIO", options.scenario, "Instead of the file that the trace names");
  replay.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  replay.callback([&options] { options.is_replay = true; });
  return command;
}

CLI::App& add_info(CLI::App& app, InfoOptions& options) {
  CLI::App& command = *app.add_subcommand("info", "Say what a scenario's states are made of");
  command.add_option("FILE", options.file, "A scenario")->required();
  add_property_option(command, options.model);
  add_model_options(command, options.model);
  command.add_flag("--code", options.with_code, "The transition system too, instruction by instruction");
  command.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  return command;
}

/// A name that is no file is a pattern: `list functions offline`.
void sort_out(const std::vector<std::string>& words, ListOptions& options) {
  for (const std::string& word : words)
    (word.ends_with(".race") || word.find('/') != std::string::npos ? options.files : options.patterns).push_back(word);
}

CLI::App& add_list(CLI::App& app, ListOptions& options) {
  CLI::App& command = *app.add_subcommand("list", "List kernels, actors, properties or functions");
  command.add_option("WHAT", options.what, "kernels, actors (for check --environment), properties or functions")
      ->required()
      ->check(CLI::IsMember({"kernels", "actors", "properties", "functions"}));
  const auto sort = [&options](const std::vector<std::string>& words) { sort_out(words, options); };
  command.add_option_function<std::vector<std::string>>("PATTERN|FILE", sort,
                                                        "Only names with this in them, or like this: 'offline*'. Of "
                                                        "these .race files and what they import, instead of the "
                                                        "library");
  command.add_flag("--origin", options.origin, "Of functions: whose bodies does the one that runs replace?");
  command.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  add_model_options(command, options.model);
  return command;
}

CLI::App& add_show(CLI::App& app, ShowOptions& options) {
  CLI::App& command = *app.add_subcommand("show", "Print the body of a function that runs, and whose it replaces");
  const auto sort = [&options](const std::vector<std::string>& words) {
    std::vector<std::string> files;
    for (const std::string& word : words) (word.ends_with(".race") ? files : options.functions).push_back(word);
    if (options.functions.empty()) throw CLI::ValidationError("FUNCTION", "is required");
    if (files.size() > 1) throw CLI::ValidationError("FILE", "is one scenario");
    if (!files.empty()) options.file = files[0];
  };
  command
      .add_option_function<std::vector<std::string>>("FUNCTION [FILE]", sort,
                                                     "Functions; in this .race file instead of the kernel alone")
      ->required();
  command.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  add_model_options(command, options.model);
  command.parse_complete_callback([&options] {
    if (!options.model.patches.empty() && options.file.empty())
      throw CLI::ValidationError("--patch", "needs a scenario: FUNCTION FILE.race");
  });
  return command;
}

CLI::App& add_new(CLI::App& app, NewOptions& options) {
  CLI::App& command = *app.add_subcommand("new", "Write a first scenario that runs, to be changed into your own");
  command.add_option("FILE", options.file, "Written there, and never over a file that is there")->required();
  add_text(command, "--kernel,-k", options.kernel, "NAME",
           "The kernel design that it expects; by default the newest release");
  add_count(command, "--pages", options.pages, "Pages that there are; by default 1");
  return command;
}

/// Throws CLI::ValidationError if options need one that is not there.
void require_sense(const PatchOptions& options) {
  const bool is_tried = !options.design.empty();
  if (options.reply && !is_tried) throw CLI::ValidationError("--reply", "needs --design");
  if (options.reply && options.json) throw CLI::ValidationError("--reply", "is part of what --json prints");
  if (options.budget && !is_tried) throw CLI::ValidationError("--budget", "needs --design");
  if (!options.scenarios.empty() && !is_tried) throw CLI::ValidationError("--scenarios", "needs --design");
  if (!options.skeleton.empty() && is_tried) throw CLI::ValidationError("--skeleton", "is there, as --design");
}

CLI::App& add_patch_command(CLI::App& app, PatchOptions& options) {
  CLI::App& command = *app.add_subcommand(
      "patch", "Say which modelled functions a posted patch touches; write the design to fill in, and try it");
  command.footer(
      "Exit status: 0 something of it is modelled, and --design breaks nothing; 1 it breaks something; 2 usage, or a\n"
      "file cannot be read; 3 inconclusive (the budget, an interrupt); 4 nothing of it is modelled, or no thread "
      "executes\n"
      "any of --design; 70 pagerace itself failed.");
  command
      .add_option("SERIES", options.series,
                  "A mailbox, a mail, a diff, or a folder of them; with --tree a range of commits")
      ->required();
  add_text(command, "--tree", options.tree, "DIR", "A git repository: SERIES is a range of its commits");
  add_text(command, "--kernel", options.kernel, "NAME", "The kernel design that the patch is against, or a file");
  add_text(command, "--skeleton", options.skeleton, "FILE", "Write the design to fill in there, not to stdout");
  add_text(command, "--design", options.design, "FILE",
           "What was filled in: run it and --kernel in every scenario that comes by it, and say what is new");
  add_texts(command, "--scenarios", options.scenarios, "PATH",
            "Where to run it; may be repeated. By default all that come with pagerace");
  add_duration(command, "--budget", options.budget, "For all runs together: 30s, 10m, 1h; by default 10m");
  add_parsed(command,
             {"--environment",
              "What else happens to the pages, in what is left of the budget: none, actors such as walker,reuse, or "
              "any, which is the default",
              "LIST", "no list of actors: walker,reuse"},
             parse_environment, options.environment);
  add_engine_options(command, options.engine);
  command.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  command.add_flag("--reply", options.reply, "Only the text of a reply to the posting; nothing if nothing is new");
  command.parse_complete_callback([&options] { require_sense(options); });
  return command;
}

/// Throws CLI::ValidationError: widening begins with what is asked for.
void require_sense(const WidenOptions& options) {
  require_file(options.file, true);
  if (options.model.environment == std::vector<std::string>{kAnyActor})
    throw CLI::ValidationError("--environment", "names who is there from the start; the others are tried anyway");
}

CLI::App& add_widen(CLI::App& app, WidenOptions& options) {
  CLI::App& command = *app.add_subcommand(
      "widen", "Search a scenario with one more page, thread, order or actor at a time; show the first that breaks");
  command.add_option("FILE", options.file, "A scenario")->required();
  add_property_option(command, options.model);
  add_model_options(command, options.model);
  add_environment_option(command, options.model);
  add_duration(command, "--budget", options.budget, "For all searches together: 30s, 10m, 1h; by default 60s");
  add_engine_options(command, options.engine);
  add_text(command, "--trace", options.trace_file, "FILE", "Write the counterexample that is shown as JSON");
  command.add_flag("--json", options.json, "One JSON object on stdout instead of text");
  add_color_option(command, options.color);
  command.parse_complete_callback([&options] { require_sense(options); });
  return command;
}

/// A message for people, and where JSON is asked for an object that says the same.
Answer misuse(const std::string& message, const std::vector<std::string>& words) {
  const bool wants_json = std::ranges::find(words, "--json") != words.end();
  return {Exit::Usage, wants_json ? json_of_misuse(message) : "",
          message + "\nRun with --help for more information.\n"};
}

/// Usage errors exit with 2, whatever code CLI11 gives them; help and version with 0.
Answer answer(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words) {
  std::ostringstream out, err;
  const bool is_wrong = app.exit(error, out, err) != 0;
  return is_wrong ? misuse(error.what(), words) : Answer{Exit::Holds, out.str(), err.str()};
}

std::vector<std::string> names_of_subcommands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  CLI::App app("Runs every interleaving of a small piece of kernel C and holds it to what must never happen to a page.",
               "pagerace");
  app.set_version_flag("--version", kVersionLine);
  app.footer(kFooter);
  app.require_subcommand(1);
  CheckOptions check_options;
  CompareOptions compare_options;
  MutateOptions mutate_options;
  PatchOptions patch_options;
  TestOptions test_options;
  TraceOptions trace_options;
  InfoOptions info_options;
  ListOptions list_options;
  WidenOptions widen_options;
  ShowOptions show_options;
  NewOptions new_options;
  const CLI::App& check = add_check(app, check_options);
  const CLI::App& compare = add_compare(app, compare_options);
  const CLI::App& mutate = add_mutate(app, mutate_options);
  const CLI::App& patch = add_patch_command(app, patch_options);
  const CLI::App& test = add_test(app, test_options);
  const CLI::App& trace = add_trace(app, trace_options);
  const CLI::App& info = add_info(app, info_options);
  add_list(app, list_options);
  const CLI::App& widen = add_widen(app, widen_options);
  const CLI::App& show = add_show(app, show_options);
  const CLI::App& create = add_new(app, new_options);
  const std::vector<std::string> words = without_aliases({argv + 1, argv + argc});
  if (const auto problem = first_word_problem(words, names_of_subcommands(app))) return misuse(*problem, words);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    return answer(app, error, words);
  }
  if (check.parsed()) return check_options;
  if (compare.parsed()) return compare_options;
  if (mutate.parsed()) return mutate_options;
  if (patch.parsed()) return patch_options;
  if (test.parsed()) return test_options;
  if (trace.parsed()) return trace_options;
  if (info.parsed()) return info_options;
  if (widen.parsed()) return widen_options;
  if (show.parsed()) return show_options;
  if (create.parsed()) return new_options;
  return list_options;
}

}  // namespace pagerace::cli
