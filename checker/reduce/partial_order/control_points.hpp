// The places of a thread as the analysis tells them apart: its location, and what some of its registers hold there.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/bits.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

/// Numbered from 0, location by location.
class ControlPoints {
 public:
  /// Of one digit of a code: code / weight % size is what it says, and it counts `stride` in a node's number.
  struct Digit {
    const system::Digit* digit = nullptr;
    Word weight = 1;
    std::uint32_t size = 1, stride = 1;
  };
  struct AtLocation {
    Word base = 0, codes = 0;  ///< as Encoding
    std::uint32_t node = 0, count = 0;
    std::vector<Digit> digits;
  };

  /// Of the digits whose registers are wanted, as many as leave at most `most` nodes: the largest are left out first.
  ControlPoints(const system::TransitionSystem& system, const system::ThreadTemplate& thread,
                const std::vector<bool>& wanted, std::uint32_t most);

  std::uint32_t count() const { return count_; }
  const std::vector<AtLocation>& locations() const { return locations_; }
  std::uint32_t location_of(std::uint32_t node) const;
  std::uint32_t node_of(Word code) const;
  /// What is known of the registers there.
  std::vector<std::pair<system::Register, Value>> values_of(std::uint32_t node) const;
  /// The number below the digit's size that stands for the value; the size if there is none.
  std::uint32_t number_of(const Digit& digit, Value value) const;

 private:
  void number();

  const system::TransitionSystem& system_;
  std::vector<AtLocation> locations_;
  std::uint32_t count_ = 0;
};

}  // namespace pagerace::checker::partial_order
