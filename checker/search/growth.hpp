// Finds variables that grow as long as a search runs: a counter without a bound makes a space without an end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// Looks at a few states of a level now and then. It watches what has many values: shared and ghost memory, and locals.
class Growth {
 public:
  explicit Growth(const system::TransitionSystem& system);

  /// Whether there is something to watch, and the last look was long enough ago.
  bool is_due(double seconds) const { return !watched_.empty() && seconds - looked_at_ >= kSecondsBetweenLooks; }

  /// `states` are some states of one level, deeper than that of the last look.
  void look(const system::Word* states, std::uint64_t count, double seconds);

  /// One line that names a variable which went further at each of the last looks; empty if there is none.
  std::string text() const;

  static constexpr std::uint32_t kStates = 64;  ///< more of a level need not be looked at

 private:
  static constexpr double kSecondsBetweenLooks = 0.25;
  static constexpr unsigned kLooks = 4;  ///< about a second

  struct Watched {
    system::Storage storage;
    const system::Type* type = nullptr;
    std::string name;
    bool is_local = false;  ///< then no bits mean that it is not in use
    bool is_known = false;
    system::Value low = 0, high = 0;  ///< at the last look
    unsigned risen = 0, fallen = 0;   ///< looks without a break
  };

  void add(const system::Storage& storage, const system::Type* type, std::string name, bool is_local);
  void look(Watched& at, const system::Word* states, std::uint64_t count) const;

  const system::TransitionSystem& system_;
  std::vector<Watched> watched_;
  double looked_at_ = 0;
};

}  // namespace pagerace::checker
