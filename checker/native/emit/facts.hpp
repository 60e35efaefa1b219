// What the emitter knows at one point of a step.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "checker/native/emit/values.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

using system::Range;
using system::Register;

/// A variable of the emitted code that holds an index: a number from 0 on, with all its values listed.
using Base = std::uint32_t;
inline constexpr Base kConstant = 0;  ///< no variable: an index that is always 0
inline constexpr Base kAlike = 1;     ///< the number of the thread among those alike

inline constexpr Range kAnyValue{std::numeric_limits<Value>::min(), std::numeric_limits<Value>::max()};

/// What is known about the value of a register.
struct Known {
  enum class Kind : std::uint8_t {
    Indexed,  ///< values[base]
    Dynamic,  ///< in the register's own variable, within the range
  };
  Kind kind = Kind::Dynamic;
  Base base = kConstant;
  Values values;
  Range range = kAnyValue;

  static Known constant(Value value) { return {Kind::Indexed, kConstant, {value}, {}}; }
  static Known indexed(Base base, Values values) { return {Kind::Indexed, base, std::move(values), {}}; }
  static Known dynamic(Range range) { return {Kind::Dynamic, kConstant, {}, range}; }
  bool is_indexed() const { return kind == Kind::Indexed; }
  bool is_dynamic() const { return kind == Kind::Dynamic; }
};

struct Facts {
  std::map<Register, Known> registers;  ///< the registers that have been set
  std::map<Base, Subset> possible;      ///< for every base that a register refers to, and for kConstant and kAlike

  /// A register that was never set is 0.
  const Known& known(Register number) const;
};

/// All values that an indexed register can have.
std::set<Value> values_of(const Known& known, const Facts& facts);
Range range_of(const Known& known, const Facts& facts);
Range hull(Range left, Range right);
/// The number of values minus one.
inline Word extent(Range range) { return static_cast<Word>(range.high) - static_cast<Word>(range.low); }

/// The bases of one emitted function. Their numbers depend on what makes them, so analysing the code again gives the
/// same.
class Bases {
 public:
  enum class Maker : std::uint8_t { Location, Digit, Merge, Instruction, Cell };
  static constexpr std::uint32_t kNowhere = 0xffffffff;

  /// `block`: its place in the region; kNowhere if it is outside of all cycles.
  Base of(Maker maker, std::uint32_t first, std::uint32_t second, std::uint32_t block);
  std::uint32_t block_of(Base base) const { return blocks_.at(base); }

 private:
  std::map<std::tuple<Maker, std::uint32_t, std::uint32_t>, Base> numbers_;
  std::vector<std::uint32_t> blocks_{kNowhere, kNowhere};
};

/// The variables of a base and of a register.
std::string name_of(Base base);
std::string register_name(Register number);

}  // namespace pagerace::native
