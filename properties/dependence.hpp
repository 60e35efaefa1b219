// Which atoms of a formula its truth depends on, told by the states that a search has seen. This is vacuity detection:
// Beer, Ben-David, Eisner and Rodeh, "Efficient detection of vacuity in temporal model checking", 2001; Kupferman and
// Vardi, "Vacuity detection in temporal model checking", 2003.
#pragma once

#include <optional>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/coverage.hpp"
#include "checker/step/limits.hpp"
#include "checker/store/level_log.hpp"
#include "model/system/transition_system.hpp"
#include "properties/formula_parts.hpp"

namespace pagerace::properties {

/// Of one property. `settled`: a clause is decided by these atoms alone, and no cell that they read was ever written
/// after init. It could not have turned out otherwise.
struct Dependence {
  std::vector<system::Span> settled;
  std::vector<system::Span> also_without;  ///< a clause would hold without any one of these atoms
};

/// What has been written, whether some execution has ended, and a log that holds every state in which a formula may
/// have another value. The system and the limits must outlive it.
class Dependences {
 public:
  Dependences(const system::TransitionSystem& system, const checker::Coverage& coverage, const checker::LevelLog& log,
              bool met_end, const checker::Limits& limits);

  /// For a property that is not violated. It needs only the initial states: atoms whose cells nobody writes never
  /// change. Throws Interrupted if a formula takes so long that it meets a bound.
  Dependence settled(const system::Property& property);
  /// Goes through all states, and for formulas with `next` through all steps. Leaves the list empty if it meets a bound
  /// first.
  void find_also_without(const system::Property& property, Dependence& dependence);

 private:
  struct Atom {
    std::uint32_t part = 0;
    bool reads_nothing = true;
    bool is_written = false;    ///< some cell that it reads was written after init
    bool is_prevented = false;  ///< some thread has code that writes such a cell
  };
  std::vector<Atom> atoms_of(FormulaParts& parts) const;
  bool decides(const system::Clause& clause, FormulaParts& parts, const std::vector<Atom>& atoms,
               std::optional<std::uint32_t> only) const;
  bool holds_without(const system::Clause& clause, FormulaParts& parts, const Atom& atom) const;
  template <class F>
  void each_start(F&& f) const;

  const system::TransitionSystem& system_;
  const checker::LevelLog& log_;
  const bool met_end_;
  const checker::Limits& limits_;
  checker::Interpreter interpreter_;
  std::vector<std::uint8_t> written_;  ///< by cell
};

}  // namespace pagerace::properties
