// Modules for tests: many systems compiled as one, because starting a compiler takes longer than compiling one of them.
#pragma once

#include <string>
#include <vector>

#include "checker/native/module.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native::testing {

/// A folder of its own, removed in the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A shared library of one source, with the flags of native code before these. Throws what the compiler says.
void compile(const std::string& source, const std::vector<std::string>& flags, const std::string& to,
             const Folder& folder);

/// With probes.
class Modules {
 public:
  /// `most_listed`: NativeParts::most_listed.
  Modules(const std::vector<const system::TransitionSystem*>& systems, const std::vector<std::string>& flags,
          std::size_t most_listed);
  ~Modules();
  Modules(const Modules&) = delete;
  Modules& operator=(const Modules&) = delete;

  const Module& operator[](std::size_t number) const { return *modules_.at(number); }

 private:
  void* handle_ = nullptr;
  std::vector<const Module*> modules_;
};

}  // namespace pagerace::native::testing
