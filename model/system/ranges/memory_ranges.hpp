// The range analysis of a whole system: the possible contents of memory, and every piece of code for these contents.
#pragma once

#include <memory>
#include <vector>

#include "model/system/ranges/code_ranges.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

class MemoryRanges {
 public:
  /// `known`: what each group can hold according to an earlier solution, for code that does the same; saves the way up.
  explicit MemoryRanges(const TransitionSystem& system, const std::vector<ValueSet>& known = {});

  /// Finds the possible values of each cell group, and solves all code for them.
  void solve();

  const std::vector<ValueSet>& groups() const { return groups_; }
  CodeRanges& init() { return *codes_[0]; }
  CodeRanges& thread(std::size_t index) { return *codes_[index + 1]; }

 private:
  void solve_codes();
  std::vector<ValueSet> with_stores() const;
  void collect(const Code& code, CodeRanges& ranges, std::vector<ValueSet>& into) const;
  void descend();

  const TransitionSystem& system_;
  std::vector<ValueSet> declared_;  ///< for each group
  std::vector<ValueSet> initial_;
  std::vector<ValueSet> groups_;
  std::vector<std::unique_ptr<CodeRanges>> codes_;  ///< init, then the templates
};

}  // namespace pagerace::system
