// A step from one place, as one function of the unit. It starts at a location or after a choice, and ends where the
// step ends or something is chosen. A predicate is such a function too.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "checker/native/emit/merge.hpp"
#include "checker/native/emit/writer.hpp"

namespace pagerace::native {

class Function;

/// For each known value, its place among `values`, which are sorted.
Values places_of(const Known& known, const Values& values);

/// Finds the function that continues after the Choose with this number.
using Continuations = std::function<Function&(std::uint32_t choose)>;

class Function {
 public:
  enum class Kind : std::uint8_t { Location, Continuation, Predicate };

  /// `number`: of the location, the Choose or the query.
  Function(Unit& unit, const Source& source, Kind kind, std::uint32_t number, Continuations continuations);
  Function(const Function&) = delete;
  Function& operator=(const Function&) = delete;

  /// Finds out what is known at each point, until nothing changes, and tells the functions after its choices.
  void analyse();
  /// For a Continuation: adds what is known at some choice.
  void enter(const Facts& facts);
  /// Whether enter() has added something new since the last analysis.
  bool is_stale() const;

  std::string name() const;
  /// Whether it gives its transitions to the sink itself.
  bool chooses() const { return !choices_.empty(); }
  std::string declaration() const { return head() + ";\n"; }
  std::string definition();
  /// The arguments that a caller at a choice passes: the values of live registers, separated by commas.
  std::string arguments(const Writer& writer) const;

 private:
  Facts facts_at_entry(Writer& writer);
  std::vector<std::string> parameters() const;
  std::string head() const;
  Writer writer(bool is_final) { return {unit_, source_, bases_, is_final}; }
  void require_own_in_cycles();

  // blocks.cpp
  void block(Writer& writer, std::uint32_t place);
  void branch(Writer& writer, const system::Instruction& at);
  void choose(Writer& writer, std::uint32_t index);
  void end_of_code(Writer& writer);
  void go(Writer& writer, std::uint32_t block);
  void go_to_place(Writer& writer, std::uint32_t place);
  void assign_own(Writer& writer, std::uint32_t place);

  Unit& unit_;
  const Source& source_;
  Kind kind_;
  std::uint32_t number_;
  Continuations continuations_;
  Region region_;
  Bases bases_;
  std::vector<Merge> merges_;           ///< for each place of the region
  std::unique_ptr<Merge> entry_;        ///< for a Continuation
  std::vector<std::uint32_t> choices_;  ///< the Choose instructions that are reached
  bool is_final_ = false;               ///< text is written; before that, only facts are collected
  bool was_analysed_ = false;
};

}  // namespace pagerace::native
