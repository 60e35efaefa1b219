// The set of visited states, whichever kind of table it is.
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
#include "checker/store/omission.hpp"
#include "checker/store/pair_table.hpp"
#include "checker/store/quotient_table.hpp"
#include "checker/store/region.hpp"
#include "checker/store/shape.hpp"
#include "checker/store/state_shape.hpp"
#include "checker/store/tree_table.hpp"

namespace pagerace::checker {

/// Owns the memory of a table and makes it larger. Which kind of table it is depends on the kind of store and on the
/// states' width only, and stays.
///
/// Threads: has_room(), refill() and what tables say is for many at once; grow() is for barriers, when nobody does
/// anything else here. Nothing throws for want of memory.
class Visited {
 public:
  /// A store that is not exact never grows: it takes half of what the budget has left, and at most `most_bytes`. Throws
  /// std::logic_error where states have more than kMostStateWords: whoever made them should have refused to.
  Visited(StoreKind kind, StateShape states, std::shared_ptr<Budget> budget,
          std::uint64_t most_bytes = Budget::kUnlimited);

  /// Calls f with the table.
  template <class F>
  decltype(auto) with_table(F&& f) {
    return std::visit(std::forward<F>(f), table_);
  }
  /// The same one, of the type table_type(), for code compiled at run time. Both stay as they are.
  void* table();
  std::string_view table_type() const;    ///< in C++, with its namespace
  std::string_view table_header() const;  ///< that defines it, from the repository's root

  /// Whether to go on: false where the table should grow before so many states become so many more. As long as it can
  /// grow it has no more room than it is fast with, afterwards as much as there is. A table may be full before, if that
  /// is unlikely.
  bool has_room(std::uint64_t states, std::uint64_t more) const;

  /// Makes a larger table, an empty one, for a search that has found so many states: they are to be refilled. False
  /// where the budget has no room for one that is worth it, and all is as it was.
  bool grow(std::uint64_t states);

  /// Adds `count` states that lie one behind the other. False if they did not fit: then there is no room before the
  /// table has grown again, and been refilled from the beginning.
  bool refill(const Word* states, std::uint64_t count);

  std::uint64_t bytes() const { return memory_.bytes(); }
  std::uint64_t capacity() const { return shape_.room; }  ///< states that find a place
  /// Nothing if the store is exact. `states`: that it holds.
  Omission omission(std::uint64_t states) const;

 private:
  using AnyTable = std::variant<QuotientTable, PairTable, TreeTable, BitstateTable, CompactTable>;

  /// What to grow to. No lines: nowhere.
  struct Plan {
    Shape shape;
    std::uint64_t node_lines = 0;  ///< of a TreeTable; the nodes lie before the rest
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
  std::atomic<bool> overflown_ = false;  ///< not all states were refilled
};

}  // namespace pagerace::checker
