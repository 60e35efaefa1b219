// Finds the largest symmetry group it can that all code respects. It first assumes all possible symmetry and types all
// code. Then it gives up what is ill typed, until everything that is left is well typed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "checker/reduce/symmetry/ordered_code.hpp"
#include "checker/reduce/symmetry/typing.hpp"
#include "checker/step/cancellation.hpp"
#include "model/system/ranges/memory_ranges.hpp"

namespace pagerace::checker::symmetry {

/// Why something is not permuted.
struct Reason {
  std::string what;  ///< "walker", "pages"
  std::string why;
  system::Span span;
};

class Analysis {
 public:
  /// The system must outlive it.
  explicit Analysis(const system::TransitionSystem& system, Cancellation cancellation = {});
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  /// The sorts that may be permuted, except for columns that are currently used in an order.
  const Structure& structure() const { return structure_; }
  const Kinds& kinds() const { return setting_->kinds; }
  /// The type of the values in a group of cells.
  const Typed& content(std::uint32_t group) const { return setting_->contents[group]; }
  /// The type of the values of a register at a location.
  Typed at_location(std::uint32_t thread, std::uint32_t location, Register reg) const;
  /// For each template and location; empty if the template uses nothing in an order.
  const std::vector<OrderAt>& order(std::uint32_t thread) const { return orders_[thread]; }
  /// Columns that a formula singles out, and that are therefore never permuted.
  const ColumnSet& singled_out() const { return singled_out_; }
  const std::vector<Reason>& reasons() const { return reasons_; }

  /// Some values cannot be permuted after all: repeats the analysis without them.
  void solve_without(const std::vector<Failure>& obstacles);

 private:
  void add_piece(const system::Code& code, const std::vector<system::Location>& locations, std::uint32_t thread,
                 system::CodeRanges& ranges);
  void add_formulas();
  void solve();
  void type_until_nothing_is_tied();
  bool type_once();
  bool apply(const std::vector<Tie>& ties);
  bool give_up(const std::vector<Failure>& failures);
  void give_up_sort(std::uint32_t sort, const std::string& why, system::Span span);
  bool drop_useless_sorts();
  bool find_order();

  const system::TransitionSystem& system_;
  const Cancellation cancellation_;
  system::MemoryRanges ranges_;
  Structure structure_;
  std::vector<Piece> pieces_;
  std::vector<system::Location> no_locations_;
  std::vector<Source> sources_;
  std::unique_ptr<Setting> setting_;
  std::vector<Typing> typings_;
  Findings findings_;
  std::vector<std::vector<OrderAt>> orders_;
  ColumnSet singled_out_;
  std::vector<Reason> reasons_;
};

}  // namespace pagerace::checker::symmetry
