#include "cli/app.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>

#include "cli/command_line/command_line.hpp"
#include "cli/library.hpp"

namespace pagerace::cli {

namespace {

Exit run(const Answer& answer) {
  fmt::print("{}", answer.out);
  fmt::print(stderr, "{}", answer.err);
  return answer.exit;
}
Exit run(const CheckOptions& options) { return check(options); }
Exit run(const CompareOptions& options) { return compare(options); }
Exit run(const MutateOptions& options) { return mutate(options); }
Exit run(const PatchOptions& options) { return patch_series(options); }
Exit run(const TestOptions& options) { return test(options); }
Exit run(const TraceOptions& options) { return trace(options); }
Exit run(const InfoOptions& options) { return info(options); }
Exit run(const ListOptions& options) { return list(options); }
Exit run(const WidenOptions& options) { return widen(options); }
Exit run(const ShowOptions& options) { return show(options); }
Exit run(const NewOptions& options) { return new_scenario(options); }

Exit cannot_write() {
  std::fputs("pagerace: cannot write to stdout\n", stderr);
  return Exit::Usage;
}

}  // namespace

int run_app(int argc, const char* const* argv) {
  Exit exit = Exit::Internal;
  try {
    exit = std::visit([](const auto& command) { return run(command); }, parse_command_line(argc, argv));
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) exit = worst(exit, cannot_write());
  } catch (const LibraryError& error) {
    fmt::print(stderr, "pagerace: {}\n", error.what());
    exit = Exit::Usage;
  } catch (const std::bad_alloc&) {
    std::fputs("pagerace: out of memory\n", stderr);
    exit = Exit::Inconclusive;
  } catch (const std::exception& exception) {
    // fmt throws if a stream accepts no more output; that is no fault of pagerace.
    if (std::ferror(stdout) != 0) return static_cast<int>(cannot_write());
    if (std::ferror(stderr) != 0) return static_cast<int>(Exit::Usage);
    fmt::print(stderr, "pagerace: {}\npagerace: this is a fault of pagerace itself, please report it\n",
               exception.what());
  }
  return static_cast<int>(exit);
}

}  // namespace pagerace::cli
