#include <fcntl.h>
#include <unistd.h>

#include "cli/app.hpp"

namespace {

/// A file that is opened while a standard stream is closed gets the stream's number, and what is printed would be
/// written into it. The streams that are opened here cannot be used the way they are meant to: whoever prints hears
/// that it failed.
void open_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (fcntl(stream, F_GETFD) != -1) continue;
    // Opening takes the lowest number that is free: this one.
    if (open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream) _exit(2);
  }
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  return pagerace::cli::run_app(argc, argv);
}
