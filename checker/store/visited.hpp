// The set of visited states, for all kinds of tables.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include "checker/store/bitstate_table.hpp"
#include "checker/store/budget.hpp"
#include "checker/store/compact_table.hpp"
#include "checker/store/kind.hpp"
#include "checker/store/lines.hpp"
#include "checker/store/omission.hpp"
#include "checker/store/pair_table.hpp"
#include "checker/store/quotient_table.hpp"
#include "checker/store/region.hpp"
#include "checker/store/shape.hpp"
#include "checker/store/state_shape.hpp"
#include "checker/store/tree_table.hpp"

namespace pagerace::checker {

/// Owns the memory of a table and enlarges it. The kind of table depends only on the kind of store and on the width of
/// states, and never changes.
///
/// Threads: many threads may call has_room(), refill() and the table's functions at once. grow() is for barriers, when
/// no thread uses this object. Nothing here throws for lack of memory.
class Visited {
 public:
  /// A store that is not exact never grows: it takes half of what the budget has left, and at most `most_bytes`. Throws
  /// std::logic_error if states have more than kMostStateWords: their maker should have refused them.
  Visited(StoreKind kind, StateShape states, std::shared_ptr<Budget> budget,
          std::uint64_t most_bytes = Budget::kUnlimited);

  /// Calls f with the table.
  template <class F>
  decltype(auto) with_table(F&& f) {
    return std::visit(std::forward<F>(f), table_);
  }
  /// The same table, of the type table_type(), for code compiled at run time. Pointer and type never change.
  void* table();
  std::string_view table_type() const;    ///< the C++ type, with its namespace
  std::string_view table_header() const;  ///< the header that defines it, from the repository's root

  /// Returns false if the table should grow before `more` states are added to `states`. While it can grow, it keeps
  /// only as much room as it is fast with; after that, all the room there is. In rare cases a table is full before.
  bool has_room(std::uint64_t states, std::uint64_t more) const;

  /// Replaces the table by a larger, empty one for a search that has found `states` states; these must be refilled.
  /// Returns false and changes nothing if the budget has no room for a table that is worth it.
  bool grow(std::uint64_t states);

  /// Adds `count` consecutive states. Returns false if they did not fit: there is no room then until the table has
  /// grown again and all states have been refilled.
  bool refill(const Word* states, std::uint64_t count);

  /// For exact stores that no longer grow: the number of a state that is in the store, below slots(), always the same
  /// for the same state. kNoSlot if the store does not have it, or is not exact.
  std::uint64_t slot_of(const Word* state) const;
  std::uint64_t slots() const;
  static constexpr std::uint64_t kNoSlot = Lines::kNone;

  std::uint64_t bytes() const { return memory_.bytes(); }
  std::uint64_t capacity() const { return shape_.room; }  ///< number of states that fit
  /// Zero if the store is exact. `states`: the number of states that it holds.
  Omission omission(std::uint64_t states) const;

 private:
  using AnyTable = std::variant<QuotientTable, PairTable, TreeTable, BitstateTable, CompactTable>;

  /// The shape to grow to. No lines: it cannot grow.
  struct Plan {
    Shape shape;
    std::uint64_t node_lines = 0;  ///< of a TreeTable; its nodes lie before the rest
  };

  AnyTable make_table(StoreKind kind) const;
  Formats formats(std::uint64_t node_lines) const;
  void begin(std::uint64_t most_bytes);
  Plan plan(std::uint64_t states, std::uint64_t node_lines) const;
  bool carry_out(const Plan& plan);
  bool is_tree() const { return std::holds_alternative<TreeTable>(table_); }
  std::uint64_t node_bytes(std::uint64_t node_lines) const;
  double node_load() const;

  StoreKind kind_;
  std::uint32_t words_, bits_;
  std::shared_ptr<Budget> budget_;
  Region memory_;
  Shape shape_;
  std::uint64_t node_lines_ = 0;
  AnyTable table_;
  std::atomic<bool> overflown_ = false;  ///< some states could not be refilled
};

}  // namespace pagerace::checker
