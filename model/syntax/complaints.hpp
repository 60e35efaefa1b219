// The errors of one parse: bounded in number, and cut short where going on would make no sense.
#pragma once

#include <string>

#include "model/source/diagnostics.hpp"

namespace pagerace::syntax {

class Complaints {
 public:
  explicit Complaints(source::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void error(source::Span span, std::string message, std::string hint = {});
  void note(source::Span span, std::string message);
  /// The last word: nothing after it is read.
  void fatal(source::Span span, std::string message, std::string hint = {});

  /// Says nothing for a while: what is being dropped has been complained about already.
  void mute(bool on) { muted_ = on; }
  /// Where the last error is.
  source::Span last() const { return last_; }
  bool stopped() const { return stopped_; }

 private:
  source::Diagnostics& diagnostics_;
  source::Span last_;
  bool stopped_ = false;
  bool muted_ = false;
};

}  // namespace pagerace::syntax
