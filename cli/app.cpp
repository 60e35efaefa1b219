#include "cli/app.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>

#include "cli/check.hpp"
#include "cli/compare.hpp"
#include "cli/info.hpp"
#include "cli/library.hpp"
#include "cli/list.hpp"
#include "cli/mutate.hpp"
#include "cli/test.hpp"
#include "cli/trace.hpp"
#include "cli/version.hpp"

namespace pagerace::cli {

namespace {

constexpr const char* kFooter =
    "Exit status: 0 everything holds, over the whole space, not vacuously; 1 a violation; 2 usage, or the model is "
    "wrong;\n"
    "3 inconclusive (a limit, memory, an interrupt); 4 vacuous; 70 pagerace itself failed.";

struct AllOptions {
  CheckOptions check;
  CompareOptions compare;
  MutateOptions mutate;
  TestOptions test;
  TraceOptions trace;
  InfoOptions info;
  ListOptions list;
};

void declare(CLI::App& app, AllOptions& options) {
  app.set_version_flag("--version", kVersionLine);
  app.footer(kFooter);
  app.require_subcommand(1);
  add_check(app, options.check);
  add_compare(app, options.compare);
  add_mutate(app, options.mutate);
  add_test(app, options.test);
  add_trace(app, options.trace);
  add_info(app, options.info);
  add_list(app, options.list);
}

Exit dispatch(const CLI::App& app, const AllOptions& options) {
  if (app.got_subcommand("check")) return check(options.check);
  if (app.got_subcommand("compare")) return compare(options.compare);
  if (app.got_subcommand("mutate")) return mutate(options.mutate);
  if (app.got_subcommand("test")) return test(options.test);
  if (app.got_subcommand("trace")) return trace(options.trace);
  if (app.got_subcommand("info")) return info(options.info);
  return list(options.list);
}

/// Usage errors end with 2, whatever CLI11 calls them; help and version with 0.
Exit parse_and_run(int argc, const char* const* argv) {
  CLI::App app("Runs every interleaving of a small piece of kernel C and holds it to what must never happen to a page.",
               "pagerace");
  AllOptions options;
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? Exit::Holds : Exit::Usage;
  }
  return dispatch(app, options);
}

Exit cannot_write() {
  std::fputs("pagerace: cannot write to stdout\n", stderr);
  return Exit::Usage;
}

}  // namespace

int run_app(int argc, const char* const* argv) {
  Exit exit = Exit::Internal;
  try {
    exit = parse_and_run(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) exit = worst(exit, cannot_write());
  } catch (const LibraryError& error) {
    fmt::print(stderr, "pagerace: {}\n", error.what());
    exit = Exit::Usage;
  } catch (const std::bad_alloc&) {
    std::fputs("pagerace: out of memory\n", stderr);
    exit = Exit::Inconclusive;
  } catch (const std::exception& exception) {
    // fmt throws where a stream takes nothing more; that is no fault of pagerace.
    if (std::ferror(stdout) != 0) return static_cast<int>(cannot_write());
    if (std::ferror(stderr) != 0) return static_cast<int>(Exit::Usage);
    fmt::print(stderr, "pagerace: {}\npagerace: this is a fault of pagerace itself, please report it\n",
               exception.what());
  }
  return static_cast<int>(exit);
}

}  // namespace pagerace::cli
