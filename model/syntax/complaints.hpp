// The errors of one parse: bounded in number, and cut short where going on would make no sense.
#pragma once

#include <string>

#include "model/syntax/diagnostics.hpp"

namespace pagerace::syntax {

class Complaints {
 public:
  explicit Complaints(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void error(Span span, std::string message, std::string hint = {});
  void note(Span span, std::string message);
  /// The last word: nothing after it is read.
  void fatal(Span span, std::string message, std::string hint = {});

  /// Says nothing for a while: what is being dropped has been complained about already.
  void mute(bool on) { muted_ = on; }
  /// Where the last error is.
  Span last() const { return last_; }
  bool stopped() const { return stopped_; }

 private:
  Diagnostics& diagnostics_;
  Span last_;
  bool stopped_ = false;
  bool muted_ = false;
};

}  // namespace pagerace::syntax
