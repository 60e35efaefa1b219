// How the program handles signals.
#pragma once

#include <atomic>

namespace pagerace::cli {

/// After this call, the first SIGINT or SIGTERM sets the flag and the second one ends the program. The flag lives
/// forever.
const std::atomic<bool>& catch_interrupts();

/// After this call, SIGUSR1 sets the flag; the code that prints the progress clears it. The flag lives forever.
std::atomic<bool>& catch_progress_requests();

/// After this call, a file that exceeds the size limit makes the write fail, as on a full disk, and does not end the
/// program.
void survive_file_size_limit();

}  // namespace pagerace::cli
