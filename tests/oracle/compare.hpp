// Holds the engine to the oracle.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pagerace::oracle {

inline constexpr std::uint64_t kMostStates = 6'000;  ///< larger programs are passed over

enum class Kind { Agrees, TooLarge, Refused, Differs };

struct Comparison {
  Kind kind = Kind::Agrees;
  std::string what;                         ///< of a difference or a refusal
  bool is_exact = true;                     ///< both readings of the oracle were the same, so nothing was left open
  int vacuity_known = 0, vacuity_open = 0;  ///< of properties that nothing violates: judged, and left open
};

using Defines = std::vector<std::pair<std::string, std::string>>;

Comparison compare_file(const std::string& path, const Defines& defines = {}, std::uint64_t most_states = kMostStates);
Comparison compare_text(const std::string& text);

/// The oracle with itself: states told apart by places and by histories must come to the same.
Comparison compare_memos(const std::string& text);

}  // namespace pagerace::oracle
