#include "checker/native/library.hpp"

#include <dlfcn.h>

#include <stdexcept>

#include "checker/step/formula_queries.hpp"

namespace pagerace::native {
namespace {

/// Whether it was made for this system by this version of pagerace, with a compiler that lays out structures in the
/// same way.
bool fits(const Module& module, const system::TransitionSystem& system) {
  return module.abi == kAbi && module.module_size == sizeof(Module) && module.worker_size == sizeof(Worker) &&
         module.transition_size == sizeof(Transition) && module.words == system.words &&
         module.threads == system.instances.size() && module.cells == system.cells.size() &&
         module.marks == system.marks.size() && module.failures == system.failures.size() &&
         module.queries == checker::queries_of(system).size();
}

}  // namespace

Library::Library(const std::string& path, const system::TransitionSystem& system)
    : handle_(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) throw std::runtime_error(std::string("native code cannot be loaded: ") + dlerror());
  module_ = static_cast<const Module*>(dlsym(handle_, kModuleSymbol));
  if (module_ != nullptr && fits(*module_, system)) return;
  dlclose(handle_);
  throw std::runtime_error("native code cannot be loaded: it is for something else");
}

Library::~Library() { dlclose(handle_); }

}  // namespace pagerace::native
