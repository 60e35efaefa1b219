#include "cli/interrupt.hpp"

#include <csignal>

namespace pagerace::cli {

namespace {

// Global, since a signal handler can reach nothing else.
std::atomic<bool> interrupted = false;
std::atomic<bool> progress_wanted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void on_interrupt(int) { interrupted.store(true, std::memory_order_relaxed); }
void on_progress_request(int) { progress_wanted.store(true, std::memory_order_relaxed); }

}  // namespace

const std::atomic<bool>& catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

std::atomic<bool>& catch_progress_requests() {
  struct sigaction action = {};
  action.sa_handler = on_progress_request;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);
  return progress_wanted;
}

void survive_file_size_limit() { std::signal(SIGXFSZ, SIG_IGN); }

}  // namespace pagerace::cli
