#include "model/syntax/complaints.hpp"

namespace pagerace::syntax {
namespace {

constexpr std::size_t most_errors = 20;

}  // namespace

void Complaints::error(source::Span span, std::string message, std::string hint) {
  if (stopped_ || muted_) return;
  if (diagnostics_.errors() >= most_errors) return fatal(span, "too many errors");
  last_ = span;
  diagnostics_.error(span, std::move(message), std::move(hint));
}

void Complaints::note(source::Span span, std::string message) {
  if (!stopped_) diagnostics_.note(span, std::move(message));
}

void Complaints::fatal(source::Span span, std::string message, std::string hint) {
  if (stopped_) return;
  diagnostics_.error(span, std::move(message), std::move(hint));
  stopped_ = true;
}

}  // namespace pagerace::syntax
