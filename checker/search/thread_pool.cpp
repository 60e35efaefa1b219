#include "checker/search/thread_pool.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace pagerace::checker {

ThreadPool::ThreadPool(std::uint32_t size) : size_(std::max<std::uint32_t>(size, 1)) {
  threads_.reserve(size_ - 1);
  try {
    for (std::uint32_t number = 1; number < size_; ++number) threads_.emplace_back([this, number] { serve(number); });
  } catch (const std::system_error&) {
    size_ = static_cast<std::uint32_t>(threads_.size() + 1);
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::run(const std::function<void(std::uint32_t)>& job) {
  {
    const std::lock_guard lock(mutex_);
    job_ = &job;
    working_ = size_;
    ++round_;
  }
  wake_.notify_all();
  work(0);
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return working_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void ThreadPool::serve(std::uint32_t number) {
  for (std::uint64_t last = 0;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return is_over_ || round_ != last; });
      if (is_over_) return;
      last = round_;
    }
    work(number);
  }
}

void ThreadPool::work(std::uint32_t number) {
  std::exception_ptr failure;
  try {
    (*job_)(number);
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  if (failure) failure_ = std::move(failure);  // moved away, so that no part of it is destroyed here later
  if (--working_ == 0) done_.notify_all();
}

}  // namespace pagerace::checker
