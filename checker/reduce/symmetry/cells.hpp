// Memory as arrays: finds the cells that differ only in their indices, and these indices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker::symmetry {

/// One dimension of an array. Its contents (members of structs, further arrays) are groups of cells.
struct CellArray {
  std::string name;  ///< "mem_map", "zone.free_area"
  std::uint32_t size = 0;
  std::optional<std::uint32_t> owner;  ///< the cells are private to the threads of this template
  bool is_copies = false;              ///< the elements are the threads' own copies of a variable
};

/// Made from the names and groups of the cells. A group is regular: a block with one dimension for each index in its
/// name, and one more in front for the copies of a private variable.
class Cells {
 public:
  struct Group {
    std::vector<std::uint32_t> arrays;  ///< from the outermost dimension to the innermost
    std::vector<system::Cell> cells;    ///< in the order of their indices; the last dimension changes fastest
  };

  explicit Cells(const system::TransitionSystem& system);

  const std::vector<CellArray>& arrays() const { return arrays_; }
  const std::vector<Group>& groups() const { return groups_; }
  /// The indices in the dimensions of the cell's group; nothing for an unused cell.
  std::vector<std::uint32_t> indices(system::Cell cell) const;
  system::Cell at(std::uint32_t group, const std::vector<std::uint32_t>& indices) const;
  bool is_used(system::Cell cell) const;

 private:
  void find_owners();
  void add_group(std::uint32_t group);
  std::uint32_t array(CellArray wanted);

  const system::TransitionSystem& system_;
  std::vector<CellArray> arrays_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> place_;                  ///< place of each cell in its group
  std::vector<std::optional<std::uint32_t>> owners_;  ///< of each group: the template that uses it, if it is private
};

}  // namespace pagerace::checker::symmetry
