// From a transition system to a module, while the search goes on.
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
  std::string header_folder;  ///< empty: headers.hpp finds it
  std::string cache_folder;   ///< empty: the user's; see cache.hpp
};

/// Begins at once, in a thread of its own; nothing of it is left when it is destroyed before its end. The system must
/// outlive it and not change meanwhile.
class Build {
 public:
  Build(const system::TransitionSystem& system, NativeParts parts, BuildOptions options = {});
  ~Build();
  Build(const Build&) = delete;
  Build& operator=(const Build&) = delete;

  /// Cheap: to be asked often.
  bool is_done() const { return is_done_.load(std::memory_order_acquire); }
  void wait();

  // Once it is done:
  std::shared_ptr<const Library> library() const { return library_; }  ///< null if there is none
  const std::string& reason() const { return reason_; }                ///< why not, on one line
  const std::string& notice() const { return notice_; }                ///< one line for users, or empty
  bool was_cached() const { return was_cached_; }

 private:
  void run();
  void make();
  /// Where the module is, for the cache to take.
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
