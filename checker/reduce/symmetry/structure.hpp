// What can be permuted: threads and elements of arrays, which of them go together, and what that does to memory.
//
// Words, as in docs/symmetry.md, section 1:
//   point      a thread, an element of an array in one dimension, or a value that stands for one of these
//   space      a numbered row of points
//   column     points of different spaces that go together, such as a thread and its element of an array
//   sort       columns that can take each other's places: a scalarset (Ip and Dill, "Better verification through
//              symmetry", 1996), which is found instead of declared
//   generator  a transposition of neighbours in a sort; the generators generate the symmetry group
//   kind       the action of the group on a value: what each permutation makes of it (kind.hpp)
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "checker/reduce/symmetry/cells.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::symmetry {

using SpaceId = std::uint32_t;
using Point = std::uint32_t;
using Column = std::uint32_t;
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A numbered row of points: the threads of one template, the elements of an array in one dimension, or the values that
/// stand for elements of another space (as those of `any(array)` do).
struct Space {
  enum class Of : std::uint8_t { Threads, Array, Values };
  Of of = Of::Array;
  std::string name;
  std::uint32_t size = 0;
  Point first = 0;  ///< the points are first .. first + size - 1
  bool is_broken = false;
};

/// Columns that can be permuted in every way. A column has at most one point of each space.
struct Sort {
  Column first = 0;
  std::uint32_t size = 0;
  std::vector<SpaceId> spaces;  ///< that have a point in each column, ascending
};

/// Swaps two neighbouring columns of a sort. All of them together generate every permutation.
struct Generator {
  std::uint32_t sort = 0;
  Column left = 0;  ///< swapped with left + 1
};

/// At first, nothing is tied and each space is a sort of its own. Changes take effect in build().
class Structure {
 public:
  /// The limit for a sort, since a set of its columns is stored as bits of one word.
  static constexpr std::uint32_t kMostColumns = 64;

  explicit Structure(const system::TransitionSystem& system);

  SpaceId add_values(std::uint32_t size);
  const std::vector<Space>& spaces() const { return spaces_; }
  /// From now on, the points of the space stay where they are.
  void break_space(SpaceId space) { spaces_[space].is_broken = true; }
  void forget_ties() { ties_.clear(); }
  /// Makes the points of each pair go together. Returns false and changes nothing if they already do, or if two points
  /// of one space would go together.
  bool tie(const std::vector<std::pair<Point, Point>>& pairs);
  void build();

  const std::vector<Sort>& sorts() const { return sorts_; }
  const std::vector<Generator>& generators() const { return generators_; }
  Column columns() const { return static_cast<Column>(points_.size()); }
  std::uint32_t sort_of(Column column) const { return sort_of_[column]; }
  /// kNone if the point always stays where it is.
  Column column(Point point) const { return column_[point]; }
  Point point(SpaceId space, std::uint32_t index) const { return spaces_[space].first + index; }
  const std::vector<Point>& points(Column column) const { return points_[column]; }
  /// The number of the space's point in the column; kNone if there is none.
  std::uint32_t index_in(Column column, SpaceId space) const;
  /// The point of the same space in another column of the sort.
  Point in_column(Point point, Column column) const;

  /// The point of an instance of the system.
  Point thread(std::uint32_t instance) const { return instance; }
  SpaceId space_of_template(std::uint32_t number) const { return number; }

  const Cells& cells() const { return cells_; }
  std::size_t cell_count() const { return system_.cells.size(); }
  /// The cell that the generator moves this cell to.
  system::Cell image(std::uint32_t generator, system::Cell cell) const { return images_[generator][cell]; }
  /// The points that decide where the cell goes, one for each dimension of its array.
  std::vector<Point> points_of(system::Cell cell) const;

 private:
  SpaceId space_of(Point point) const;
  void find_sorts();
  void find_images();

  const system::TransitionSystem& system_;
  Cells cells_;
  std::vector<Space> spaces_;
  std::vector<SpaceId> arrays_;  ///< for each array of cells_
  std::vector<std::pair<Point, Point>> ties_;
  std::vector<Sort> sorts_;
  std::vector<Generator> generators_;
  std::vector<Column> column_;              ///< of each point
  std::vector<std::uint32_t> sort_of_;      ///< of each column
  std::vector<std::vector<Point>> points_;  ///< of each column
  std::vector<std::vector<system::Cell>> images_;
};

}  // namespace pagerace::checker::symmetry
