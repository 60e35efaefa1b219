// The threads of a search.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pagerace::checker {

/// Threads that wait for work. All get the same job, and all have finished it when run() returns. The caller is thread
/// 0 and works too, so a pool of one starts no thread at all.
class ThreadPool {
 public:
  /// If the machine has no more threads to give, there are fewer.
  explicit ThreadPool(std::uint32_t size);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  std::uint32_t size() const { return size_; }

  /// Calls job(number) on every thread. If some of them throw, one of the exceptions is rethrown here once all have
  /// finished.
  void run(const std::function<void(std::uint32_t)>& job);

 private:
  void serve(std::uint32_t number);
  void work(std::uint32_t number);

  std::uint32_t size_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  const std::function<void(std::uint32_t)>* job_ = nullptr;
  std::uint64_t round_ = 0;    ///< number of the current job
  std::uint32_t working_ = 0;  ///< threads that have not finished it
  bool is_over_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

}  // namespace pagerace::checker
