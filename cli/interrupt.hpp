// What signals do.
#pragma once

#include <atomic>

namespace pagerace::cli {

/// From now on the first SIGINT or SIGTERM sets the flag and the second ends the program. The flag lives for ever.
const std::atomic<bool>& catch_interrupts();

/// From now on SIGUSR1 sets the flag; whoever tells how far things are clears it. The flag lives for ever.
std::atomic<bool>& catch_progress_requests();

/// From now on a file that gets larger than it may is an error of the write, as on a disk that is full, and not the end
/// of the program.
void survive_file_size_limit();

}  // namespace pagerace::cli
