#include "checker/step/coverage.hpp"

namespace pagerace::checker {
namespace {

void add(std::vector<std::uint8_t>& to, const std::vector<std::uint8_t>& from) {
  if (to.size() < from.size()) to.resize(from.size(), 0);
  for (std::size_t i = 0; i < from.size(); ++i) to[i] |= from[i];
}

}  // namespace

void merge(Coverage& coverage, const Coverage& more) {
  add(coverage.marks, more.marks);
  add(coverage.failures, more.failures);
  add(coverage.written, more.written);
}

}  // namespace pagerace::checker
