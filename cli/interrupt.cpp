#include "cli/interrupt.hpp"

#include <csignal>

namespace pagerace::cli {

namespace {

std::atomic<bool> interrupted = false;  // a signal handler reaches nothing else
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int) { interrupted.store(true, std::memory_order_relaxed); }

}  // namespace

const std::atomic<bool>& catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

}  // namespace pagerace::cli
