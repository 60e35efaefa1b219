#include "checker/native/native_engine.hpp"

#include <new>
#include <stdexcept>

#include "checker/store/visited.hpp"

namespace pagerace::native {
namespace {

using checker::Coverage;
using checker::Expander;
using checker::Visited;

class NativeExpander : public Expander {
 public:
  NativeExpander(std::shared_ptr<const Library> library, NativeEngine::MakeExpander interpret, Visited& visited)
      : library_(std::move(library)), interpret_(std::move(interpret)), visited_(visited), worker_(module().create()) {
    if (worker_ == nullptr) throw std::bad_alloc();
    coverage_.marks.assign(module().marks, 0);
    coverage_.failures.assign(module().failures, 0);
    coverage_.written.assign(module().cells, 0);
  }
  ~NativeExpander() override { module().destroy(worker_); }
  NativeExpander(const NativeExpander&) = delete;
  NativeExpander& operator=(const NativeExpander&) = delete;

  bool start(Worker& worker, const checker::StartListener& listener) override {
    return interpreter().start(worker, listener);
  }

  bool expand(Worker& worker, const Word* states, std::uint32_t count) override {
    const Expansion expansion = module().expand(worker_, visited_.table(), &worker, states, count);
    if (expansion == Expansion::Done) return true;
    if (expansion == Expansion::Full || expansion == Expansion::Interrupted) return false;
    const bool has_room = interpreter().expand(worker, states, count);
    // If the interpreter met a full store, it may not have reached the fault yet: the chunk is expanded again.
    if (expansion == Expansion::Contradiction && has_room) {
      throw std::logic_error("native code and the interpreter disagree about a step");
    }
    return has_room;
  }

  const Coverage& coverage() const override {
    module().coverage(worker_, coverage_.marks.data(), coverage_.failures.data(), coverage_.written.data());
    if (interpreter_ != nullptr) merge(coverage_, interpreter_->coverage());
    return coverage_;
  }

 private:
  const Module& module() const { return library_->module(); }
  Expander& interpreter() {
    if (interpreter_ == nullptr) interpreter_ = interpret_(visited_);
    return *interpreter_;
  }

  std::shared_ptr<const Library> library_;
  NativeEngine::MakeExpander interpret_;
  Visited& visited_;
  void* worker_;
  std::unique_ptr<Expander> interpreter_;  ///< made when it is first needed
  mutable Coverage coverage_;
};

}  // namespace

std::unique_ptr<Expander> NativeEngine::make(Visited& visited) {
  return std::make_unique<NativeExpander>(library_, interpret_, visited);
}

}  // namespace pagerace::native
