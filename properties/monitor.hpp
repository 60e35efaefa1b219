// Listens to a search and notes the first violation (or witness) of everything that is checked.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "checker/step/level_listener.hpp"
#include "checker/step/questions.hpp"
#include "checker/step/result.hpp"

namespace pagerace::properties {

/// What is known of one property while the search runs.
struct PropertyState {
  std::optional<checker::Finding> violation;
  std::vector<std::optional<checker::Finding>> witnesses;  ///< for each clause; of `reachable` ones
  bool has_open_antecedent = false;                        ///< the left side of some implication was true in no state
};

/// Formulas are evaluated once for each new state, until they are decided. Since states come level by level, a first
/// finding is a shortest one; of those of one level the least sighting counts, of several clauses the first. The search
/// goes on past violations. The system must outlive it.
class Monitor : public checker::LevelListener {
 public:
  using BuiltIn = std::array<std::optional<checker::Finding>, system::kCheckNames.size()>;

  Monitor(const system::TransitionSystem& system, bool stop_at_first);

  std::vector<std::uint32_t> open() const override;
  void started(const checker::Sightings& sightings, bool any) override;
  void expanded(const checker::Sightings& sightings, std::uint32_t depth) override;
  bool wants_stop() const override { return stop_at_first_ && violated_; }

  std::span<const checker::AskedFormula> questions() const { return questions_; }
  const std::vector<PropertyState>& properties() const { return properties_; }
  /// For each built-in property, in order of Check.
  const BuiltIn& built_in() const { return built_in_; }
  bool started() const { return started_; }  ///< there was a way to start, if only one that fails

  /// The words of what a checkpoint keeps of it.
  struct Memory {
    std::vector<std::uint8_t> answered;  ///< by question
    std::vector<PropertyState> properties;
    BuiltIn built_in;
    bool started = false;
  };
  Memory memory() const;
  void recall(const Memory& memory);  ///< as long as this system's

 private:
  void note_answers(const checker::Sightings& sightings, std::uint32_t depth);
  void note_failures(const checker::Sightings& sightings, std::uint32_t depth);
  void find_open_antecedents();

  std::vector<checker::AskedFormula> questions_;
  std::vector<std::uint8_t> answered_;  ///< by question
  std::vector<PropertyState> properties_;
  BuiltIn built_in_;
  bool stop_at_first_;
  bool violated_ = false;
  bool started_ = false;
};

}  // namespace pagerace::properties
