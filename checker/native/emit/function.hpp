// A step from one place, as one function of the unit: from a location to where the step ends or something is chosen, or
// from behind a choice on, or a predicate.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "checker/native/emit/merge.hpp"
#include "checker/native/emit/writer.hpp"

namespace pagerace::native {

class Function;

/// For each value of what is known its place among the values, which are sorted.
Values places_of(const Known& known, const Values& values);

/// Finds the function that goes on behind the Choose with this number.
using Continuations = std::function<Function&(std::uint32_t choose)>;

class Function {
 public:
  enum class Kind : std::uint8_t { Location, Continuation, Predicate };

  /// `number`: of the location; of the Choose; of the query.
  Function(Unit& unit, const Source& source, Kind kind, std::uint32_t number, Continuations continuations);
  Function(const Function&) = delete;
  Function& operator=(const Function&) = delete;

  /// Works out what is known where, until nothing more is found, and tells the functions behind its choices.
  void analyse();
  /// Of a Continuation: what is known at some choice.
  void enter(const Facts& facts);
  /// That said something new since it was analysed.
  bool is_stale() const;

  std::string name() const;
  /// Whether it takes its ways to the sink itself.
  bool chooses() const { return !choices_.empty(); }
  std::string declaration() const { return head() + ";\n"; }
  std::string definition();
  /// What a caller at a choice passes, separated by commas: the values of live registers.
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
  std::unique_ptr<Merge> entry_;        ///< of a Continuation
  std::vector<std::uint32_t> choices_;  ///< Choose instructions that are met
  bool is_final_ = false;               ///< text is made; before that, facts are gathered
  bool was_analysed_ = false;
};

}  // namespace pagerace::native
