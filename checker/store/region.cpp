#include "checker/store/region.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace pagerace::checker {
namespace {

constexpr std::uint64_t kLargePage = 2u << 20;
/// In smaller regions, zeroing whole large pages would take longer than a small search.
constexpr std::uint64_t kLeastForLargePages = 2 * kLargePage;

}  // namespace

bool Region::replace(std::uint64_t bytes, bool dense) {
  const std::uint64_t more = bytes > bytes_ ? bytes - bytes_ : 0;
  if (!budget_->try_take(more)) return false;
  const bool large = dense && bytes >= kLeastForLargePages;
  const std::uint64_t mapped = bytes + (large ? kLargePage : 0);
  void* mapping = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED) {
    budget_->release(more);
    return false;
  }
  const std::uint64_t accounted = bytes_ + more;
  if (mapping_ != nullptr) munmap(mapping_, mapped_);
  budget_->release(accounted - bytes);
  auto start = reinterpret_cast<std::uintptr_t>(mapping);
  if (large) start = (start + kLargePage - 1) / kLargePage * kLargePage;
  words_ = reinterpret_cast<std::uint64_t*>(start);
  if (large) madvise(words_, bytes, MADV_HUGEPAGE);  // if there are no large pages, small ones do
  bytes_ = bytes;
  mapping_ = mapping;
  mapped_ = mapped;
  return true;
}

void Region::clear() {
  if (mapping_ != nullptr) munmap(mapping_, mapped_);
  budget_->release(bytes_);
  words_ = nullptr;
  mapping_ = nullptr;
  bytes_ = mapped_ = 0;
}

}  // namespace pagerace::checker
