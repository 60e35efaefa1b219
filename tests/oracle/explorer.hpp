// Every interleaving of a program, by the walker: what can happen at all.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "model/semantics/program.hpp"

namespace pagerace::oracle {

/// What a program can do. Two readings of the same program, or an engine and this, must agree on it.
struct Behaviour {
  /// Contents of shared and ghost memory that can be seen between two steps: "x=1 list[0]=2 ..." in order of names.
  std::set<std::string> memories;
  /// Names of what is violated: built-in checks and properties.
  std::set<std::string> violated;
  /// Properties that could not have failed, if they did not; and those of which this is not known.
  std::set<std::string> vacuous, unclear;
  std::set<std::string> held;  ///< the engine says that they hold
  bool operator==(const Behaviour&) const = default;
};

/// Both readings of what a step is (walker.hpp). Whatever is right has every memory of `coarse` and none but those of
/// `fine`.
struct Readings {
  Behaviour fine, coarse;
};

/// What makes two states the same: where each thread stands and what its locals hold, or all that it has ever read and
/// chosen. The second cannot be wrong, and has no end where a thread loops.
enum class Memo { Places, Histories };

/// Nothing where a reading has more than `limit` states.
std::optional<Readings> explore(const semantics::Program& program, std::uint64_t limit, Memo memo = Memo::Places);

}  // namespace pagerace::oracle
