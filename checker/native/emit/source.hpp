// What the emitters of one unit share.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "checker/native/emit/step_region.hpp"
#include "checker/native/emit/values.hpp"
#include "checker/step/cancellation.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native {

using system::Register;

/// Marks that are always reached together, so that coverage is recorded once for all of them.
struct Piece {
  std::vector<std::uint32_t> marks;
  bool operator<(const Piece& other) const { return marks < other.marks; }
  bool is_empty() const { return marks.empty(); }
};

/// What is written once in the whole unit.
struct Unit {
  Unit(const system::TransitionSystem& of, std::size_t most, const checker::Cancellation& given_up)
      : system(of), most_listed(most), cancellation(given_up) {}
  const system::TransitionSystem& system;
  std::size_t most_listed;  ///< NativeParts::most_listed
  const checker::Cancellation& cancellation;
  Tables tables;
  std::map<Piece, std::size_t> pieces;  ///< numbered from 0
};

/// Code to be emitted: that of threads that are alike, or that of a predicate.
struct Source {
  Source(const system::TransitionSystem& system, std::uint32_t number_of_template);
  explicit Source(const system::Predicate& predicate);

  const system::Code& code;
  const system::Flow flow;                         ///< the flow of single steps
  const system::RegisterLists live;                ///< for each block
  const system::ThreadTemplate* thread = nullptr;  ///< null for a predicate
  std::uint32_t number = 0;                        ///< of the thread's template
  std::vector<std::uint32_t> instances;            ///< the threads, by their number among those that are alike
  Register result = system::kNoRegister;           ///< of a predicate
  bool has_reports = false;
  /// How often the step may pass loop heads and make choices before it could exceed the interpreter's limit of
  /// instructions. Between two of these, every instruction is executed at most once.
  std::uint32_t most_loops = 0;

 private:
  void look_at_code();
};

}  // namespace pagerace::native
