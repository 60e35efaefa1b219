// Builds a module from a transition system while the search goes on.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "checker/native/library.hpp"
#include "checker/native/parts.hpp"

namespace pagerace::native {

class Cache;
struct Compiler;

struct BuildOptions {
  std::string header_folder;  ///< empty: found by headers.hpp
  std::string cache_folder;   ///< empty: the user's own; see cache.hpp
};

/// Starts at once, in its own thread. If it is destroyed before its end, nothing remains. The system must outlive it
/// and must not change meanwhile.
class Build {
 public:
  Build(const system::TransitionSystem& system, NativeParts parts, BuildOptions options = {});
  ~Build();
  Build(const Build&) = delete;
  Build& operator=(const Build&) = delete;

  /// Cheap, so it may be called often.
  bool is_done() const { return is_done_.load(std::memory_order_acquire); }
  void wait();

  // Valid once it is done:
  std::shared_ptr<const Library> library() const { return library_; }  ///< null if there is none
  const std::string& reason() const { return reason_; }                ///< why there is none, on one line
  const std::string& notice() const { return notice_; }                ///< one line for users, or empty
  bool was_cached() const { return was_cached_; }

 private:
  void run();
  void make();
  /// Returns the path of the module, which the cache takes over.
  std::string compile(Cache& cache, const Compiler& compiler, const std::string& text);

  const system::TransitionSystem& system_;
  const NativeParts parts_;
  BuildOptions options_;
  std::shared_ptr<const Library> library_;
  std::string reason_, notice_;
  bool was_cached_ = false;
  std::atomic<bool> is_done_ = false, is_cancelled_ = false;
  std::thread thread_;
};

}  // namespace pagerace::native
