// The control points of a thread: a location, together with the values of some registers there. Others call this a
// polyvariant analysis: a loop over pages has a control point for each page.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "checker/reduce/partial_order/bits.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

/// Control points are numbered from 0, location by location. A control point is a node of a ThreadGraph.
class ControlPoints {
 public:
  /// One digit of a code. Its value is code / weight % size, and it adds `stride` times that to the number of the node.
  struct Digit {
    const system::Digit* digit = nullptr;
    Word weight = 1;
    std::uint32_t size = 1, stride = 1;
  };
  /// The control points of one location: numbers node .. node + count - 1.
  struct AtLocation {
    Word base = 0, codes = 0;  ///< as in system::Encoding
    std::uint32_t node = 0, count = 0;
    std::vector<Digit> digits;
  };

  /// Follows the registers that are wanted. If that makes more than `most` nodes, the largest digits are left out.
  ControlPoints(const system::TransitionSystem& system, const system::ThreadTemplate& thread,
                const std::vector<bool>& wanted, std::uint32_t most);

  std::uint32_t count() const { return count_; }
  const std::vector<AtLocation>& locations() const { return locations_; }
  std::uint32_t location_of(std::uint32_t node) const;
  std::uint32_t node_of(Word code) const;
  /// The registers that are followed, with their values.
  std::vector<std::pair<system::Register, Value>> values_of(std::uint32_t node) const;
  /// The value of the digit that stands for the register's value; the size of the digit if there is none.
  std::uint32_t number_of(const Digit& digit, Value value) const;

 private:
  void number();

  const system::TransitionSystem& system_;
  std::vector<AtLocation> locations_;
  std::uint32_t count_ = 0;
};

}  // namespace pagerace::checker::partial_order
