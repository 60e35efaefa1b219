// The errors of one parse. Their number is bounded, and the parse stops when to go on would make no sense.
#pragma once

#include <string>

#include "model/source/diagnostics.hpp"

namespace pagerace::syntax {

class Complaints {
 public:
  explicit Complaints(source::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void error(source::Span span, std::string message, std::string hint = {});
  void note(source::Span span, std::string message);
  /// Reports the last error: nothing after it is read.
  void fatal(source::Span span, std::string message, std::string hint = {});

  /// While muted, reports nothing: the text being skipped has had its error already.
  void mute(bool on) { muted_ = on; }
  /// The place of the last error.
  source::Span last() const { return last_; }
  bool stopped() const { return stopped_; }

 private:
  source::Diagnostics& diagnostics_;
  source::Span last_;
  bool stopped_ = false;
  bool muted_ = false;
};

}  // namespace pagerace::syntax
