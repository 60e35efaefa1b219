// Gives cells to every shared and ghost variable, and to everything else that has an address.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::semantics {

/// The start of an object: its first cell, and the first of its groups. Cells that differ only in array indices are in
/// one group. So an object of any type has as many groups as it has scalars, with each array counted as one element.
struct Region {
  system::Cell cell = 0;
  std::uint32_t group = 0;
};

/// The structs that the program poisons, with their types.
struct PoisonedStructs : std::map<const StructType*, const Type*> {
  std::set<const StructType*> pooled;  ///< those that are allocated or freed
};

/// A scalar, array or struct is a run of cells. Structs that the program poisons have one more cell at their end. There
/// is an unused cell after each array and each field. So an address one past an array, or one past a member used as an
/// array of one, is never the address of the next object.
class Memory {
 public:
  Memory(system::TransitionSystem& system, PoisonedStructs poisoned)
      : system_(system), poisoned_(std::move(poisoned)) {}

  void add_shared(const Variable& variable);
  void add_ghost(const Variable& variable);
  /// Adds `count` copies, one for each of the identical threads; the copies are cells_of(type) + 1 apart.
  Region add_private(const Variable& variable, std::uint32_t count);

  Region region(const Variable* variable) const { return regions_.at(variable); }
  std::uint32_t cells_of(const Type* type) const;
  std::uint32_t groups_of(const Type* type) const;
  /// The region of a field, relative to the struct.
  Region field(const StructType* structure, std::size_t index) const;
  bool has_poison(const StructType* structure) const { return poisoned_.contains(structure); }
  bool is_pooled(const StructType* structure) const { return poisoned_.pooled.contains(structure); }
  /// The region of the hidden cell, relative to the struct.
  Region poison(const StructType* structure) const;

  /// An array of poisoned structs that have a `part` somewhere inside, with the hidden cell of its first struct.
  struct Around {
    const StructType* structure = nullptr;
    system::PointeeTable::Extent extent;
    Region hidden;
  };
  std::vector<Around> poisoned_around(const Type* part) const;

  /// The objects that a pointer to `pointee` may point to: index into TransitionSystem::pointees.
  std::uint32_t pointee_table(const Type* pointee);
  /// The first group of each of those objects.
  const std::vector<std::uint32_t>& object_groups(const Type* pointee);

 private:
  struct Leaf {
    bool has_range = false;
    Range range;
    bool ghost = false;
    bool is_private = false;
    bool is_detail = false;
    bool is_variable = true;  ///< it is a whole variable
    std::uint32_t holder = system::kNoObject;
  };
  struct Objects {
    std::vector<std::uint32_t> groups;
    std::vector<system::PointeeTable::Extent> extents;
  };

  static Leaf leaf_of(const Variable& variable, bool ghost, bool is_private);
  Region add(const Variable& variable, const std::string& name, bool ghost, bool is_private);
  void add_object(const Type* type, const std::string& object, const std::string& member, Leaf leaf,
                  std::uint32_t group);
  void add_gap();
  void add_cell(const Type* type, const std::string& object, const std::string& member, const Leaf& leaf,
                std::uint32_t group);
  void find_objects(const Type* type, const Type* pointee, Region at, Objects& found, bool in_array) const;
  Objects objects(const Type* pointee) const;

  system::TransitionSystem& system_;
  PoisonedStructs poisoned_;
  std::set<system::Cell> poison_cells_;
  std::map<const Variable*, Region> regions_;
  std::vector<const Variable*> shared_;
  std::map<const Type*, std::uint32_t> tables_;
  std::map<const Type*, std::vector<std::uint32_t>> object_groups_;
};

}  // namespace pagerace::semantics
