// What the emitters of one unit share.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "checker/native/emit/step_region.hpp"
#include "checker/native/emit/values.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

using system::Register;

/// Marks and failures that are reached together: coverage is noted once for all of them.
struct Piece {
  std::vector<std::uint32_t> marks, failures;
  bool operator<(const Piece& other) const { return std::tie(marks, failures) < std::tie(other.marks, other.failures); }
  bool is_empty() const { return marks.empty() && failures.empty(); }
};

/// What is written once for the whole unit.
struct Unit {
  Unit(const system::TransitionSystem& of, std::size_t most) : system(of), most_listed(most) {}
  const system::TransitionSystem& system;
  std::size_t most_listed;  ///< NativeParts::most_listed
  Tables tables;
  std::map<Piece, std::size_t> pieces;  ///< numbered from 0
};

/// A piece of code to be emitted: of threads that are alike, or of a predicate.
struct Source {
  Source(const system::TransitionSystem& system, std::uint32_t number_of_template);
  explicit Source(const system::Predicate& predicate);

  const system::Code& code;
  const system::Flow flow;                         ///< of single steps
  const system::RegisterLists live;                ///< for each block
  const system::ThreadTemplate* thread = nullptr;  ///< null for a predicate
  std::uint32_t number = 0;                        ///< of the thread's template
  std::vector<std::uint32_t> instances;            ///< the threads, by their number among those alike
  Register result = system::kNoRegister;           ///< of a predicate
  bool has_reports = false;
  /// How often loop heads may be passed, and choices made, before the step could have more instructions than the
  /// interpreter grants it: between two of them every instruction is executed once at most.
  std::uint32_t most_loops = 0;

 private:
  void look_at_code();
};

}  // namespace pagerace::native
