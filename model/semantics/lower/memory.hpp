// Gives every shared and ghost variable its cells: what has an address.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::semantics {

/// Where an object starts: its first cell, and the first of its groups. Cells that differ in array indices only are of
/// one group, so an object of any type spans as many groups as it has scalars with each array counted once.
struct Region {
  system::Cell cell = 0;
  std::uint32_t group = 0;
};

/// The structs that the program poisons, with their types.
using PoisonedStructs = std::map<const StructType*, const Type*>;

/// A scalar, array or struct is a run of cells. Structs that the program poisons have one more cell at their end. An
/// unused cell stands behind each array and each field, so that one past an array, or past a member taken for an array
/// of one, is never the object that comes next.
class Memory {
 public:
  Memory(system::TransitionSystem& system, PoisonedStructs poisoned)
      : system_(system), poisoned_(std::move(poisoned)) {}

  void add_shared(const Variable& variable);
  void add_ghost(const Variable& variable);
  /// `count` copies, one for each of the threads alike; the copies are cells_of(type) + 1 apart.
  Region add_private(const Variable& variable, std::uint32_t count);

  Region region(const Variable* variable) const { return regions_.at(variable); }
  std::uint32_t cells_of(const Type* type) const;
  std::uint32_t groups_of(const Type* type) const;
  /// Of a field, relative to the struct.
  Region field(const StructType* structure, std::size_t index) const;
  bool has_poison(const StructType* structure) const { return poisoned_.contains(structure); }
  /// Of the hidden cell, relative to the struct.
  Region poison(const StructType* structure) const;

  /// The arrays of poisoned structs that have a `part` somewhere inside, with the hidden cell of their first struct.
  struct Around {
    const StructType* structure = nullptr;
    system::PointeeTable::Extent extent;
    Region hidden;
  };
  std::vector<Around> poisoned_around(const Type* part) const;

  /// Objects that a pointer to `pointee` may point to: index into TransitionSystem::pointees.
  std::uint32_t pointee_table(const Type* pointee);
  /// First groups of those objects.
  const std::vector<std::uint32_t>& object_groups(const Type* pointee);

 private:
  struct Leaf {
    bool has_range = false;
    Range range;
    bool ghost = false;
    bool is_private = false;
    bool is_detail = false;
    bool is_variable = true;  ///< the whole of one
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
