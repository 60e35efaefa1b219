// Stopping on request.
#pragma once

#include <atomic>

namespace pagerace::cli {

/// From now on the first SIGINT or SIGTERM sets the flag and the second ends the program. The flag lives for ever.
const std::atomic<bool>& catch_interrupts();

}  // namespace pagerace::cli
