// A compiled module that is loaded into this process.
#pragma once

#include <memory>
#include <string>

#include "checker/native/module.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

/// It stays loaded as long as the object exists. Read-only, so threads may share it.
class Library {
 public:
  /// Throws std::runtime_error, with one line for users, if it cannot be loaded or was made for another system.
  Library(const std::string& path, const system::TransitionSystem& system);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  const Module& module() const { return *module_; }

 private:
  void* handle_;
  const Module* module_ = nullptr;
};

}  // namespace pagerace::native
