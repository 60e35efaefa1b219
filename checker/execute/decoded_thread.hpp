// Tables for the interpreter of the locations of threads, and of the values in their codes.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

struct DecodedLocation {
  bool is_end = false;
  std::uint32_t resume = 0;
  Word base = 0, count = 0;           ///< of the codes; see system::Encoding
  std::vector<system::Digit> digits;  ///< no size is 0
  std::vector<Value> values;          ///< what the digits of each code mean, row by row; empty if that is too much
};

/// The codes of one template.
class DecodedThread {
 public:
  /// Throws std::logic_error if the codes of the locations are not contiguous.
  DecodedThread(const system::TransitionSystem& system, const system::ThreadTemplate& thread);

  /// Throws std::logic_error if no location has the code.
  const DecodedLocation& at(Word code) const {
    return code < places_.size() ? locations_[places_[code]] : search(code);
  }
  const DecodedLocation& operator[](std::uint32_t location) const { return locations_[location]; }
  std::uint32_t number(const DecodedLocation& location) const {
    return static_cast<std::uint32_t>(&location - locations_.data());
  }

 private:
  const DecodedLocation& search(Word code) const;

  std::vector<DecodedLocation> locations_;
  std::vector<std::uint32_t> places_;  ///< by code; empty if there are many
};

}  // namespace pagerace::checker
